"""What Python in the browser runs first: three things that only cost time at its start.

Nothing made while starting is garbage, so collecting waits until the worker has started. The methods that `dataclasses`
writes as text and compiles at each import were compiled when the runtime was prepared; a text that is not among them is
compiled as ever. And a module in an archive is asked for twice, when it is found and when it is run: what was read and
decoded the first time is kept for the second.
"""

import dataclasses
import gc
import marshal
import zipimport

gc.disable()

_library: zipimport.zipimporter = __loader__  # type: ignore[name-defined]
_methods = marshal.loads(_library.get_data(f"{_library.archive}/dataclasses.marshal"))  # noqa: S302  # ours
dataclasses.exec = lambda text, *names: exec(_methods.get(text, text), *names)  # type: ignore[attr-defined]  # noqa: S102

_read = zipimport._get_module_code  # type: ignore[attr-defined]  # noqa: SLF001
_found: dict[tuple[str, str, str], tuple[object, bool, str]] = {}


def _read_once(importer: zipimport.zipimporter, name: str) -> tuple[object, bool, str]:
    key = (importer.archive, importer.prefix, name)
    found = _found.pop(key, None)
    if found is None:
        found = _found[key] = _read(importer, name)
    return found


zipimport._get_module_code = _read_once  # type: ignore[attr-defined]  # noqa: SLF001
