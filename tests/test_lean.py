"""What the search of cases is given to read."""

import re

import pytest

from escalation_playbook.lean import leaned

ROOT = '<div id="ep-content" tabindex="-1" class="ep-page" data-pagefind-body data-pagefind-filter="kind:Cases">'


@pytest.mark.parametrize(
    ("content", "left"),
    [
        ('<h1 dir="auto">Sync &amp; more</h1><p class="x">It <b>stood</b> still.</p>', None),
        ('<span hidden data-pagefind-meta="end:1 May"></span>x', '<span data-pagefind-meta="end:1 May"></span>x'),
        ('<h2 id="why">Why P3</h2><h3 class="ep-label">Root cause</h3><h3>Of its own</h3>', "<h3>Of its own</h3>"),
        ("<dl><dt>Segment</dt> <dd>Gold</dd></dl>", "<dl> <dd>Gold</dd></dl>"),
        ("a<button>Copy</button>b<svg><use href='#x'/><path/></svg>c", "abc"),
        ("a<div data-pagefind-ignore>b<div>c<div>d</div></div>e</div>f<div>g</div>", "af<div>g</div>"),
        ("a<nav data-pagefind-ignore>b</nav><nav>c</nav>", "a<nav>c</nav>"),
        ("one<br>two<wbr>three<img src='x.png' alt='y'>", "one<br>two<wbr>three<img>"),
        (
            '<table><tr><th>Area</th><th scope="col" class="ep-prose__head">Team</th></tr></table>',
            "<table><tr><th>Team</th></tr></table>",
        ),
        ("", ""),
    ],
)
def test_the_search_reads_a_case_s_own_words(content: str, left: str | None) -> None:
    """What every case says is left out, and so is what Pagefind would pass over; the rest stays in order."""
    html = f'<html lang="de"><head><title>T</title></head><body><nav>Home</nav><article>{ROOT}{content}</div>'
    lean = leaned(f"{html}</article><footer>Made</footer></body></html>")
    head, _, rest = lean.partition('data-pagefind-filter="kind:Cases">')
    assert head.startswith('<html lang="de"><body><div data-pagefind-body')
    assert rest == f"{re.sub(' (dir|class)=.[^>]*', '', content) if left is None else left}</div>"


def test_a_page_that_is_not_searched_gives_nothing() -> None:
    """Where there is no such content, there are no words."""
    assert leaned("<html><body><p>x</p></body></html>") == "<html><body>"
