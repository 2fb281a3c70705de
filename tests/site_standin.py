"""A small project with pages of its own making, for the tests of the site and its server."""

from __future__ import annotations

from pathlib import Path

from escalation_playbook.render import RenderedPage

HERE = Path(__file__).parent.parent

# What a browser must get to read exactly as it was written, and Markdown would like to change.
HARD = {
    "blank lines": "<p>one</p>\n\n\n<p>two</p>",
    "tabs": "<p>\tone\ttwo</p><pre>a\tb</pre>",
    "lines of spaces": "<pre>one\n   \n \ntwo</pre>",
    "code fences": "<pre>\n```python\nprint(1)\n```\n~~~\nx\n~~~\n</pre>",
    "fence after a comment": "<pre>\n<!-- here -->```\nx\n```\n</pre>",
    "braces": "<p>{{ customer }} {% raw %} {# note #}</p>",
    "stars and hashes": "<div>\n# no heading\n\n* no list\n\n**no bold** _none_\n\n1. none\n</div>",
    "backticks": "<p>`no code` ``none``</p>",
    "links": "<p>[x](y.md) ![x](y.png) [x][y] <a href='#'>top</a></p>",
    "table of contents mark": "<p>[TOC]</p>\n\n[TOC]\n",
    "indented": "<div>\n\n        eight spaces\n\n</div>",
    "text that is a script": "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;/div&gt;</p>",
    "entities": "<p>&amp;amp; &copy; &#x27; &nbsp; R&amp;D</p>",
    "right to left": "<p dir=rtl>\u05e9\u05dc\u05d5\u05dd \u202ex\u202c \u2067y\u2069</p>",
    "odd spaces": "<p>\u2028 \u2029 \u00a0 \u200b \u0085 \ufeff</p>",
    "attributes": '<input value="one\n\n\ttwo > three" title=\'a "b"\' disabled>',
    "no end tags": "<p>one<p>two<br><ul><li>one<li>two</ul>",
    "drawing": '<svg viewBox="0 0 1 1"><path id="drawn" d="M0 0"/><use href="#drawn"/></svg>',
    "text field": "<textarea>\n```\n\n  \n\tx</textarea>",
    "settings": '<script type="application/json">{"a": "\\u003c/script> ```",\n\n\t"b": [1,\n2]}</script>',
    "own element": "<ep-calculator data-x='{\"a\": 1}'><p>one</p></ep-calculator>",
    "the stash mark of Markdown": "<p>wzxhzdk:0 klzzwxh:0000</p>",
}


def page(address: str, title: str, body: str = "", **more: object) -> RenderedPage:
    """Make a page with one link in it, before `body`."""
    up = "../" * address.count("/")
    text = (
        f'<div id="ep-content" class="ep-page">\n<h1>{title}</h1>\n'
        f'<p>See the <a href="{up}criteria/">criteria</a>.</p>{body}\n</div>'
    )
    given = {"description": "What this page is for.", "source": "playbook/criteria.yml", "stamped": False, **more}
    return RenderedPage(address=address, title=title, html=text, **given)


FIXED = (
    page("", "Home"),
    page("calculator/", "Calculator"),
    page("messages/", "Messages"),
    page("matrix/", "Matrix"),
    page("criteria/", "Criteria"),
    page("taxonomy/", "Issue types"),
    page("kb/", "Knowledge base"),
    page("learn/", "Add what we learned"),
    page("scoring/", "How scoring works"),
    page("sheet/", "Score sheet", "".join(HARD.values())),
)
CASES = (
    page("kb/2025-11-13-salesforce-sync/", "Synchronisation stopped", "".join(HARD.values()), stamped=True),
    page("kb/2025-11-20-billing/", "The billing run failed", stamped=True, description='"Late" & <b>wrong</b>'),
)
PAGES = FIXED + CASES


def lay_out(folder: Path, **changes: str) -> Path:
    """Make `folder` a project with the settings of this one; `changes` replaces words in them."""
    text = (HERE / "mkdocs.yml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    text = text.replace("- generator/", f"- {HERE}/generator/")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    for name in ("build/docs", "playbook", "kb"):
        (folder / name).mkdir(parents=True)
    return folder


def save(file: Path, text: str) -> None:
    """Write a file as editors do: beside it, then in its place. Who watches sees one change, and never half a file."""
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
