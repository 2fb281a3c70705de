"""`python tests/benchmarks/run.py [--pairs N] [--site FOLDER]`: prints figures; 1 if one is missed."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench_start import run


def main() -> int:
    """Run the benchmarks."""
    parser = argparse.ArgumentParser(description="Measure the start of the calculator in the browser.")
    parser.add_argument("--pairs", type=int, default=9, help="how many pairs of ours and stock (9)")
    parser.add_argument("--site", type=Path, help="a built site to measure instead of building the shipped one")
    given = parser.parse_args()
    if given.pairs < 1:
        parser.error("--pairs must be 1 or more")
    with tempfile.TemporaryDirectory() as folder:
        return 0 if run(Path(folder), pairs=given.pairs, site=given.site) else 1


if __name__ == "__main__":
    sys.exit(main())
