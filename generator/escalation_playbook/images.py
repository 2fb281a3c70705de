"""The pictures of cases: each that is named lies beside its case, and each that lies there is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalation_calculator.case import Case
from escalation_calculator.diagnostics import Diagnostic, suggestion
from escalation_calculator.files import CASES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from escalation_calculator.files import Decoded


def check_images(decoded: Decoded, there: Collection[str]) -> Iterator[Diagnostic]:
    """What is wrong with the pictures of cases.

    Args:
        decoded: The playbook's files; a picture that is not there is told in that of its case.
        there: The files in the folders of cases, as `kb/<id>/<name>`.

    Returns:
        A word on every file that no case names.
    """
    named = set()
    for entry in decoded.all(Case):
        folder = f"{CASES}{entry.value.id}/"
        for i, image in enumerate(entry.value.images):
            named.add(f"{folder}{image.file}")
            if f"{folder}{image.file}" not in there and "/" not in image.file:
                names = [name.removeprefix(folder) for name in there if name.startswith(folder)]
                close = suggestion(image.file, names)
                mend = f"Lay it into “{folder}”." if not close or close.startswith("Known") else close
                entry.reading.report("missing-image", ("images", i, "file"), f"There is no “{image.file}”.", mend)
    unread = decoded.ids(Case) - {entry.value.id for entry in decoded.all(Case)}
    for name in sorted(set(there) - named):
        if name.split("/")[1] not in unread:
            message = "No case shows this file."
            mend = "Name it below “images:” of its case, or move it elsewhere."
            yield Diagnostic(code="unused-image", message=message, mend=mend, file=name, severity="warning")
