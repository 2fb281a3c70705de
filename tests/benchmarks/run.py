"""`python tests/benchmarks/run.py [--only NAME] [--pairs N] [--cases N]`: prints figures; 1 if a target is missed."""

import argparse
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import bench_check
import bench_serve
import bench_site


def main() -> int:
    """Run the benchmarks."""
    parser = argparse.ArgumentParser(
        description="Measure a check of many cases, the calculator's start, list, reader and site of many, a save."
    )
    parser.add_argument(
        "--only", choices=["check", "start", "list", "reader", "site", "serve"], help="one of them alone"
    )
    parser.add_argument("--pairs", type=int, default=9, help="how many pairs of ours and the other (9)")
    parser.add_argument("--site", type=Path, help="a built site to measure instead of building the shipped one")
    parser.add_argument("--cases", type=int, default=bench_site.CASES, help="how many cases the site has (5000)")
    given = parser.parse_args()
    if given.pairs < 1:
        parser.error("--pairs must be 1 or more")
    met = []
    with tempfile.TemporaryDirectory() as folder:
        if given.only in (None, "check"):
            met.append(bench_check.run(Path(folder), pairs=given.pairs))
    for name in ("start", "list"):
        if given.only in (None, name):
            run = import_module(f"bench_{name}").run  # which needs a browser
            with tempfile.TemporaryDirectory() as folder:
                print()
                met.append(run(Path(folder), pairs=given.pairs, site=given.site))
    with tempfile.TemporaryDirectory() as folder:
        if given.only in (None, "reader"):
            print()
            run = import_module("bench_reader").run
            met.append(run(Path(folder), pairs=min(given.pairs, 5), count=given.cases))
    with tempfile.TemporaryDirectory() as folder:
        if given.only in (None, "site"):
            print()
            met.append(bench_site.run(Path(folder), pairs=min(given.pairs, 3), count=given.cases))
    with tempfile.TemporaryDirectory() as folder:
        if given.only in (None, "serve"):
            print()
            count = min(given.cases, bench_serve.CASES)
            met.append(bench_serve.run(Path(folder), pairs=min(given.pairs, 5), count=count))
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
