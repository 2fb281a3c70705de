"""Own pages: a head in YAML, text in Markdown, and the place of every mistake in either."""

import pytest

from escalation_playbook import prose
from escalation_playbook.front_matter import parse_markdown, places_in_markdown
from escalation_playbook.pages.navigation import navigation


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("# Title\n\nText.\n", {"title": "Title", "text": "# Title\n\nText.\n"}),
        ("\n\n#  Title ##\nText.", {"title": "Title", "text": "#  Title ##\nText."}),
        ("---\ntitle: One\n---\n# Two\n", {"title": "One", "text": "# Two\n"}),
        ("---\nreview: {owner: a}\n---\n\n# Two\n", {"review": {"owner": "a"}, "title": "Two", "text": "# Two\n"}),
        ("---\r\ntitle: One\r\n---  \r\nText.\r\n", {"title": "One", "text": "Text.\n"}),
        ("---\n---\nText.", {"text": "Text."}),
        ("---\n\n---\n# T", {"title": "T", "text": "# T"}),
        ("Text.\n---\nmore: no head\n---\n", {"text": "Text.\n---\nmore: no head\n---\n"}),
        ("## Not a title\n", {"text": "## Not a title\n"}),
        ("#Not a title\n", {"text": "#Not a title\n"}),
        ("", {"text": ""}),
        ("---\ntitle: One\n---", {"title": "One", "text": ""}),
        ("---\ntitle: One\n---\n\n\n", {"title": "One", "text": ""}),
    ],
)
def test_a_page_is_its_head_and_its_text(text: str, data: dict) -> None:
    """The title stands in the head or is the first line; a line of dashes further down is text."""
    parsed = parse_markdown(text)
    assert (parsed.data, parsed.mistakes, parsed.complete) == (data, (), True)
    assert places_in_markdown(text)[()].value.line == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\ntitle: One\n", "open-head"),
        ("---\nOne\n---\n", "no-keys"),
        ("---\n- One\n---\n", "no-keys"),
        ("---\ntitle: One\ntitle: Two\n---\n", "duplicate-key"),
        ("---\ntitle: [\n---\n", "syntax"),
        ("# A\x07", "control-character"),
        ("# A\n<<<<<<< HEAD\n", "conflict-marks"),
    ],
)
def test_what_is_wrong_with_the_head_is_told(text: str, code: str) -> None:
    """By the reader of all other files."""
    assert [mistake.code for mistake in parse_markdown(text).mistakes] == [code]


def test_lines_are_counted_in_the_file() -> None:
    """Whatever stands above the text: the first line of it that says something is its line 1."""
    text = "---\ntitle: One\nreview:\n  owner: lead\n---\n\nFirst.\n\nThird.\n"
    places = places_in_markdown(text)
    assert places["review", "owner"].value.line == 4
    assert [places["text", number].value.line for number in (1, 2, 3)] == [7, 8, 9]
    assert places["title",].value.line == 2
    assert places_in_markdown("\n# One\n")["title",].value.line == 2


def test_headings_are_linked_to_by_their_words() -> None:
    """Each has an id of its own, unlike those of the page around it; the page's title is not among them.

    One that is written behind the words stays when they change.
    """
    lines = (
        "# Title",
        "## A *b* `c`",
        "## A b c",
        "#### Über 2 ep",
        "## ep-content",
        "## …",
        "## [Link](criteria/)",
        "## Other words for the same {#own-id}",
        "## `code {#x}`",
        "## Nothing {#Is This}",
        "## {#own-id}",
    )
    text = "\n\n".join(lines)
    html, headings = prose.render_page(text, title="Title", home="../../")
    assert [(heading.level, heading.id, heading.title) for heading in headings] == [
        (2, "a-b-c", "A b c"),
        (2, "a-b-c-2", "A b c"),
        (3, "über-2-ep", "Über 2 ep"),
        (2, "_ep-content", "ep-content"),
        (2, "section", "…"),
        (2, "link", "Link"),
        (2, "own-id", "Other words for the same"),
        (2, "code-x", "code {#x}"),
        (2, "nothing-is-this", "Nothing {#Is This}"),
        (2, "own-id-2", "{#own-id}"),
    ]
    assert "<h1" not in html
    assert '<h2 id="_ep-content">' in html
    assert '<a href="../../criteria/">Link</a>' in html
    assert prose.headings("# Other\n\n## A\n", "Title")[0].title == "Other"


def test_many_equal_headings_are_told_apart() -> None:
    """Counted on from the one before: from the first one each, this test would take minutes."""
    made = [heading.id for heading in prose.headings("# A\n\n# A-2\n\n" + "# A\n\n" * 30_000, "Title")]
    assert made[:4] == ["a", "a-2", "a-3", "a-4"]
    assert made[-1] == "a-30002"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# T\n\n## A\n\nOne *two*\n`three` [four](x/).\n\nFive.", "One two three four."),
        ("- in a list\n\n> in a quotation\n\nPlain.", "Plain."),
        ("## A", ""),
        ("<b>x</b>", "<b>x</b>"),
    ],
)
def test_a_page_is_described_by_its_first_paragraph(text: str, words: str) -> None:
    """In plain words."""
    assert prose.opening(text) == words


def test_what_the_text_may_not_hold_does_nothing_even_so() -> None:
    """HTML is text, images are words, links go only where they may."""
    text = "## <b>x</b>\n\n![a](http://b)\n\n[c](javascript:d) [e](data:f)\n\n<script>g</script>\n"
    html, headings = prose.render_page(text)
    assert headings[0].title == "<b>x</b>"
    assert [part for part in ("<b>", "<img", "<script", "javascript:", "data:") if part in html] == []


def test_they_stand_in_the_navigation_by_their_titles() -> None:
    """In the order of their files, and without a group when there are none."""
    made = navigation(["", "calculator/", "pages/b/", "pages/a/", "kb/"])
    assert {"Guides": ["pages/b/index.md", "pages/a/index.md"]} in made
    assert [next(iter(entry)) for entry in navigation(["", "kb/"])] == ["Home", "What we learned"]
