"""The benchmark of the site measures what it says: cases of about 60 lines, of which both sides build every one."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))

import bench_site
from escalation_playbook.checking import examine


def test_both_sides_have_the_same_cases(tmp_path: Path) -> None:
    """They are clean, about 60 lines long, and each is a page of its own on the other side."""
    ours, plain = tmp_path / "ours", tmp_path / "plain"
    ours.mkdir()
    bench_site.lay_ours(ours, 30)
    bench_site.lay_plain(plain, ours)
    checked = examine(ours)
    assert checked.playbook is not None, checked.located[:3]
    assert len(checked.playbook.cases) == 30
    lines = [len(path.read_text("utf-8").splitlines()) for path in (ours / "kb").glob("*.yml")]
    assert 50 <= sum(lines) / len(lines) <= 70
    assert {path.stem for path in (plain / "docs" / "kb").glob("*.md")} == {
        str(case.id) for case in checked.playbook.cases
    }
