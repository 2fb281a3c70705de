"""What Python in the browser runs first: two things that only cost time at its start.

Nothing made while starting is garbage, so collecting waits until the worker has started. And the module that colours
tracebacks makes a dozen dataclasses when it is imported; here it is, when a traceback is first shown.
"""

import gc
import importlib.util
import sys


def _later(name: str) -> None:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


gc.disable()
_later("_colorize")
