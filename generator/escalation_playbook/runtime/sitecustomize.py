"""What Python in the browser runs first: two things that only cost time at its start.

Nothing made while starting is garbage, so collecting waits until the worker has started. And the methods that
`dataclasses` writes as text and compiles at each import were compiled when the runtime was prepared; a text that is not
among them is compiled as ever.
"""

import dataclasses
import gc
import marshal
import zipimport

gc.disable()

_library: zipimport.zipimporter = __loader__  # type: ignore[name-defined]
_methods = marshal.loads(_library.get_data(f"{_library.archive}/dataclasses.marshal"))  # noqa: S302  # ours
dataclasses.exec = lambda text, *names: exec(_methods.get(text, text), *names)  # type: ignore[attr-defined]  # noqa: S102
