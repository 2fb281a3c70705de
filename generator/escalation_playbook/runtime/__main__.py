"""`python -m escalation_playbook.runtime [FOLDER]`: prepares the browser's Python for a checkout, if it is not yet."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from escalation_playbook.runtime.node import NodeMissingError
from escalation_playbook.runtime.prepare import PreparationError, prepare


def main() -> int:
    """Prepare the runtime of the checkout in the present folder; 2 when this machine cannot."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    start = time.monotonic()

    def report(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    try:
        place = prepare(root, report)
    except (PreparationError, NodeMissingError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if (seconds := time.monotonic() - start) > 1:
        report(f"Prepared in {seconds:.0f} s: {place.relative_to(root) if place.is_relative_to(root) else place}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
