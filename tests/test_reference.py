"""The reference on the site: nothing that the program knows of its files is left out of it."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from escalation_calculator.files import KINDS
from escalation_calculator.reading import ACCEPT, REVIEW
from escalation_playbook import cli, prose
from escalation_playbook.catalogue import examples, groups
from escalation_playbook.pages.foot import Foot
from escalation_playbook.pages.reference import ERRORS, reference
from escalation_playbook.render import environment, render
from escalation_playbook.schema import schemas
from test_schemas import properties

FOOT = Foot(source="", source_url="", edit="", suggest="", changed=None, reviewed=None)
PAGES = {page.address: render(page, FOOT, environment()).html for page in reference()}
SCHEMAS = {name: json.loads(text) for name, text in schemas()}


def words(html: str) -> str:
    """What a reader reads."""
    return " ".join(unescape(re.sub(r"<wbr>|<[^>]*>", "", html)).split())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_key_that_an_editor_offers_is_explained(kind) -> None:
    """With the same words, on the page of its kind."""
    text = words(PAGES[f"reference/{kind.name}/"])
    for name, about in properties(SCHEMAS[f"{kind.name}.json"]):
        assert name in text
        if name not in {ACCEPT, REVIEW} and "description" in about:
            assert words(prose.render(about["description"])) in text, name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_example_is_shown_as_it_stands(kind) -> None:
    """Letter by letter, so that it can be copied."""
    shown = re.search(r"<pre[^>]*><code>(.*?)</code></pre>", PAGES[f"reference/{kind.name}/"], re.DOTALL)
    assert shown
    assert unescape(shown[1].replace("<wbr>", "")) == examples()[kind.files(examples())[0]].strip()


def test_every_code_has_its_place() -> None:
    """A link can lead to it."""
    for code in (code for group in groups() for code in group.codes):
        assert f'<h3 id="{code.id}">' in PAGES[ERRORS]


def test_check_says_where_codes_are_explained(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """At the address that the site has."""
    (tmp_path / "playbook").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_url: https://example.com/rules\n")
    assert cli.main(["-C", str(tmp_path), "check"]) == 1
    assert capsys.readouterr().out.endswith("\nWhat a code means: https://example.com/rules/reference/errors/\n")
