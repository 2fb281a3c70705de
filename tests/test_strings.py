"""The words of the interface: every sentence is said through one door, and every language has words for all of them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from jinja2 import Environment, nodes

from escalation_calculator.check import check_decoded
from escalation_calculator.files import STRINGS, decode_files
from escalation_calculator.placeholders import malformed, names
from escalation_calculator.strings import spoken, t, tn
from escalation_playbook.checking import examine
from escalation_playbook.interface import in_python, in_script, shipped, speaking, with_words
from escalation_playbook.pages import PageContext
from escalation_playbook.pages.page import Kind
from escalation_playbook.render import environment, render_pages
from test_checks import good

ROOT = Path(__file__).parents[1]
CALCULATOR = ROOT / "calculator/escalation_calculator"
GENERATOR = ROOT / "generator/escalation_playbook"
TEMPLATES = sorted([*(GENERATOR / "templates").glob("*.j2"), *(GENERATOR / "theme").rglob("*.html")])
MODULES = sorted([*CALCULATOR.glob("*.py"), *GENERATOR.rglob("*.py")])
SCRIPTS = sorted((GENERATOR / "assets").glob("*.mjs"))

ENGLISH_ONLY = {"reference.html.j2", "reference_errors.html.j2", "reference_kind.html.j2"}
"""What maintainers read about files and codes; it is made of the types and the catalogue, which are in English."""

SHOWN = {"aria-label", "title", "placeholder", "alt", "data-label", "data-ep-title"}
"""Attributes whose text a reader sees or hears."""

AS_IT_IS = {"kb/", "P4", "/", "Messages", "Issue types", 'playbook new case "TITLE" --from LINK'}
"""Names of files, priorities, keys and kinds of entries in the search: the same in every language."""

_PLACES = re.compile(r"""\bep-[a-z-]+|data-ep-[a-z]+=["']""")
"""Classes and attributes that a macro writes into a tag."""


def templates() -> Environment:
    """Reads a template of the pages or of the theme."""
    return environment()


def in_template(source: str) -> Iterator[str]:
    """The sentences that a template says."""
    for call in templates().parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in {"t", "tn"}:
            for argument in call.args[: 2 if call.node.name == "tn" else 1]:
                assert isinstance(argument, nodes.Const), f"line {call.lineno}: a sentence is written where it is said"
                yield argument.value


def everything_said() -> dict[str, str]:
    """Every sentence, with a file that says it."""
    found = {}
    for files, read in ((TEMPLATES, in_template), (MODULES, in_python), (SCRIPTS, in_script)):
        found |= {said: path.name for path in files for said in read(path.read_text("utf-8"))}
    return found


class Shown(HTMLParser):
    """Collects the words of a template that stand outside of its expressions; a null stands for each of those."""

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes that a reader gets."""
        self.found += [value for name, value in attrs if name in SHOWN and value]
        self.silent += tag in {"code", "script", "style"}

    def handle_endtag(self, tag: str) -> None:
        """Words after code count again."""
        self.silent -= tag in {"code", "script", "style"}

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if not self.silent:
            self.found.append(data)


def literal(source: str) -> Iterator[str]:
    """The words in a template that no expression says, and those that one says without `t`."""
    found = [node for output in templates().parse(source).find_all(nodes.Output) for node in output.nodes]
    page = Shown()
    page.feed("".join(node.data if isinstance(node, nodes.TemplateData) else "\x00" for node in found))
    for text in page.found:
        for words in text.split("\x00"):
            if re.search("[A-Za-z]", _PLACES.sub("", words)) and words.strip() not in AS_IT_IS:
                yield " ".join(words.split())


def in_expressions(source: str) -> Iterator[str]:
    """What looks like words in the expressions of a template, outside of a sentence that is said."""
    tree = templates().parse(source)
    said = [call for call in tree.find_all(nodes.Call) if getattr(call.node, "name", "") in {"t", "tn"}]
    first = {id(argument) for call in said for argument in call.args}
    for text in tree.find_all(nodes.Const):
        if isinstance(text.value, str) and id(text) not in first and re.search("[A-Z][a-z]|[a-z] [a-z]", text.value):
            yield text.value


_COMMENT = re.compile(r"/\*\*.*?\*/|^\s*(?:\*|//|/\*).*$|\s//\s.*$", re.MULTILINE)
_QUOTED = r'"(?:[^"\\\n]|\\.)*"'
_SAID = re.compile(rf"\b(?:t|tn|pieces|english)\(\s*{_QUOTED}(?:,\s*{_QUOTED})?")
_LITERAL = re.compile(rf"(?P<before>[\w.]*\(|\w+: )?(?P<text>{_QUOTED}|`(?:[^`\\]|\\.)*`)")
_NOT_SHOWN = re.compile(r"(?:querySelector|querySelectorAll|matches|closest|Error)\($|class: $")
_WORDS = re.compile(r"\b[A-Z][a-z]|[a-z]{2,}[.,]? [a-z]{2,}")

KEYS = {"ArrowDown", "ArrowUp", "Backspace", "Delete", "Enter", "Esc", "Escape"}
NAMES = {"Cases", "Pages", "EngineError"}
"""Kinds of entries in the search, which its index holds in English, and a type."""

NO_WORDS = {"search-words.mjs", "worker.mjs"}
"""The words that a question can do without, in two languages; and what has no page, and tells causes as Python does."""


def in_literals(source: str) -> Iterator[str]:
    """What looks like words in the literals of a script, outside of a sentence that is said."""
    for found in _LITERAL.finditer(_SAID.sub("", _COMMENT.sub("", source))):
        text = re.sub(r"\$\{[^}]*\}", "…", found["text"][1:-1])
        if _WORDS.search(text) and not _NOT_SHOWN.search(found["before"] or "") and text not in KEYS | NAMES:
            yield text


HELD = [path for path in TEMPLATES if path.name not in ENGLISH_ONLY]


@pytest.mark.parametrize("path", HELD, ids=lambda path: path.name)
def test_a_template_has_no_words_of_its_own(path: Path) -> None:
    """Whatever a reader sees of the interface goes through `t`, so that it can be said in another language."""
    source = path.read_text("utf-8")
    assert list(literal(source)) == []
    assert [text for text in in_expressions(source) if text not in AS_IT_IS] == []


@pytest.mark.parametrize("path", [path for path in SCRIPTS if path.name not in NO_WORDS], ids=lambda path: path.name)
def test_a_script_has_no_words_of_its_own(path: Path) -> None:
    """Whatever it writes into a page comes from the page, from Python, or through `strings.mjs`."""
    assert list(in_literals(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('write(place, "Copied");', ["Copied"]),
        ("write(place, `${n} words are missing`);", ["… words are missing"]),
        ('set(button, "aria-label", open ? "take it back" : "");', ["take it back"]),
        ('write(place, t("Copied")); // "Not this"', []),
        ('tn("{{ n }} word", "{{ n }} words", n); ', []),
        ('make("label", { class: "ep-select ep-field", name: "area" });', []),
        ('root.querySelector("tbody th"); if (event.key === "Escape") stop();', []),
        ('if (!row) throw new Error("There is no such row.");', []),
    ],
)
def test_words_in_a_script_are_seen(script: str, found: list[str]) -> None:
    """What a reader would read, and nothing else."""
    assert list(in_literals(script)) == found


@pytest.mark.parametrize("language", [tag for tag in shipped() if tag != "en"])
def test_a_language_says_everything(language: str) -> None:
    """There are words for each sentence that is said, and for no other."""
    words, said = shipped()[language], everything_said()
    assert sorted(said.keys() - words.keys()) == []
    assert sorted(words.keys() - said.keys()) == []


@pytest.mark.parametrize("language", [tag for tag in shipped() if tag != "en"])
def test_a_language_keeps_what_is_filled_in(language: str) -> None:
    """The words have the placeholders of the sentence, all of them, however they are ordered."""
    for sentence_, words in shipped()[language].items():
        assert set(names(words)) == set(names(sentence_)), sentence_
        assert malformed(words) is None, sentence_
        assert words.strip() == words, sentence_
        assert words, sentence_


def test_a_sentence_is_said_in_the_language_of_the_interface() -> None:
    """What has no words is said in English; what is filled in is never read again."""
    with speaking({"Opened on {{ day }}": "Geöffnet am {{ day }}", "{{ n }} cases": "{{ n }} Fälle"}):
        assert t("Opened on {{ day }}", day="{{ x }}") == "Geöffnet am {{ x }}"
        assert tn("{{ n }} case", "{{ n }} cases", 2) == "2 Fälle"
        assert tn("{{ n }} case", "{{ n }} cases", 1) == "1 case"
    assert t("Opened on {{ day }}", day=3) == "Opened on 3"
    assert spoken() == {}


def test_a_language_that_does_not_come_with_the_program_may_lack_words() -> None:
    """It is a warning: the rest is said in English. With all of them, nothing is told."""
    data = good() | {STRINGS: {"language": "fr", "strings": {"Owner": "Responsable"}}}
    for sentences, told in (({"Owner", "Kind"}, ["sentences-missing"]), ({"Owner"}, [])):
        decoded = decode_files(data)
        assert check_decoded(decoded, sentences={"en": sentences, "de": {}}) is not None
        assert [each.code for each in decoded.diagnostics if each.file == STRINGS] == told


def test_words_are_escaped_and_markup_is_not() -> None:
    """A translation cannot bring tags into a page; a link that the page itself makes stays one."""
    with speaking({"See {{ place }}.": "<b>{{ place }}</b>"}):
        link = "{% macro a() %}<a href='x'>y</a>{% endmacro %}"
        page = environment().from_string(f"{link}{{{{ t('See {{{{ place }}}}.', place=a()) }}}}")
        assert page.render() == "&lt;b&gt;<a href='x'>y</a>&lt;/b&gt;"
        assert environment().from_string("{{ t('See {{ place }}.', place='<i>') }}").render() == (
            "&lt;b&gt;&lt;i&gt;&lt;/b&gt;"
        )


def test_hostile_words_stay_words() -> None:
    """Tags in the words of a playbook are text on every page, in attributes too."""
    attack = "\"'><img src=x onerror=ran()>"
    playbook = examine(ROOT / "tests/golden/small").playbook
    with speaking({sentence: f"{words} {attack}" for sentence, words in shipped()["de"].items()}):
        pages = render_pages(playbook, PageContext(now=datetime(2026, 3, 2, 9, tzinfo=UTC), edit_url=""))
    assert len(pages) > 20
    for page in pages:
        assert "<img src=x" not in page.html, page.address
        assert "\"'>" not in page.html, page.address


def test_the_search_says_every_kind_of_entry() -> None:
    """Its script knows the words of each: the pages only mark them."""
    assert {*get_args(Kind)} <= {said for path in SCRIPTS for said in in_script(path.read_text("utf-8"))}


def test_scripts_get_the_words_that_they_say() -> None:
    """In English the table is empty; in German it has each sentence of the scripts."""
    script = (GENERATOR / "assets/strings.mjs").read_text("utf-8")
    assert with_words(script) == script
    with speaking(shipped()["de"]):
        german = with_words(script)
    assert '"Copied": "Kopiert"' in german
