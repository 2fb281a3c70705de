"""`python tests/benchmarks/run.py [--only check|start] [--pairs N]`: prints figures; 1 if one is missed."""

import argparse
import sys
import tempfile
from pathlib import Path

import bench_check


def main() -> int:
    """Run the benchmarks."""
    parser = argparse.ArgumentParser(description="Measure a check of many cases, and the calculator's start.")
    parser.add_argument("--only", choices=["check", "start"], help="one of the two alone")
    parser.add_argument("--pairs", type=int, default=9, help="how many pairs of ours and the other (9)")
    parser.add_argument("--site", type=Path, help="a built site to measure instead of building the shipped one")
    given = parser.parse_args()
    if given.pairs < 1:
        parser.error("--pairs must be 1 or more")
    met = []
    with tempfile.TemporaryDirectory() as folder:
        if given.only != "start":
            met.append(bench_check.run(Path(folder), pairs=given.pairs))
    with tempfile.TemporaryDirectory() as folder:
        if given.only != "check":
            from bench_start import run  # noqa: PLC0415  # needs a browser

            print()
            met.append(run(Path(folder), pairs=given.pairs, site=given.site))
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
