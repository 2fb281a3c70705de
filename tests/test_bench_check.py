"""The benchmark of the check measures what it says: copies of the shipped cases in which nothing is wrong."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))

import bench_check


def test_the_copies_are_clean(tmp_path: Path) -> None:
    """More copies than there are shipped cases, and the loader reads as many files as the check."""
    count = len([*(bench_check.ROOT / "kb").glob("*.yml")]) + 3
    bench_check.lay(tmp_path, count)
    assert bench_check.check(tmp_path) == count
    assert bench_check.load(tmp_path) > count
