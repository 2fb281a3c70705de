"""Beginning a playbook in an empty folder, and adding to it: what is written is right, and nothing is lost."""

import io
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from escalation_calculator.files import ALL_KINDS, KINDS
from escalation_calculator.rules import Rules
from escalation_calculator.strings import speak, t
from escalation_playbook import cli, init, new, prefill, scoring, start_command
from escalation_playbook.checking import examine
from escalation_playbook.init import Project, ProjectError, project_files
from escalation_playbook.shapes import shapes
from escalation_playbook.strict_yaml import parse
from escalation_playbook.yaml_text import quoted, scalar

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
NAMES = (
    "Acme support",
    """It's "quoted" & <b>bold</b>""",
    "👩‍💻 שלום — مرحبا",
    "- key: value # no comment",
    "*anchor &alias !tag %directive @at `tick`",
    "[a, b] {c: d} | > ? no",
    "null",
    "\\n \\u0041 {{ name }} %NAME%",
)


def project(folder: Path, **given: object) -> Path:
    """A new project in a folder of its own."""
    root = folder / "project"
    values = {"name": "Acme", "zone": "Europe/Berlin", "segments": ("Free", "Enterprise"), **given}
    init.write(root, project_files(Project(**values)))
    return root


def strict(root: Path) -> list[str]:
    """What `check --strict` counts."""
    return [each.sentence for each in examine(root).located if each.severity in {"error", "warning"}]


def run(*words: str) -> int:
    """Run the command."""
    return cli.main(list(words))


# --- init ---


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_a_new_playbook_has_no_mistake_whatever_its_names(name, bare, tmp_path):
    """The site, the segments and the criterion about the last of them carry the names exactly."""
    root = project(tmp_path, name=name, segments=(name, f"{name} 2", "Öffentlich"), bare=bare)
    assert strict(root) == []
    settings = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    assert settings["site_name"] == name
    model = parse((root / "playbook/model.yml").read_text("utf-8")).data
    segments = next(factor for factor in model["factors"] if factor["id"] == "segment")["options"]
    assert [each["label"] for each in segments] == [name, f"{name} 2", "Öffentlich"]
    assert [each["points"] for each in segments] == [0, 8, 16]


@pytest.mark.parametrize("bare", [False, True])
def test_a_new_playbook_speaks_the_language_that_is_asked_for(bare, tmp_path):
    """Its interface does; English needs no file."""
    root = project(tmp_path, language="de", bare=bare)
    assert strict(root) == []
    assert t("Owner") == "Verantwortlich"
    speak({})
    assert not (project(tmp_path / "other") / "playbook/strings.yml").exists()


def test_what_init_writes():
    """A full project has recipes, editor settings and a case; a bare one has what the site is made of."""
    full, bare = (set(project_files(Project(name="A", zone="UTC", segments=("a", "b"), bare=bare))) for bare in (0, 1))
    for name in ("README.md", ".github/workflows/playbook.yml", ".gitlab-ci.yml", ".vscode/settings.json"):
        assert name in full - bare
    assert {path.split("/")[0] for path in bare} == {
        "playbook",
        "mkdocs.yml",
        ".gitignore",
        "requirements.txt",
        "build",
    }


def test_the_host_decides_recipe_and_addresses():
    """One recipe where the host is known, both where it is not."""
    github = project_files(
        Project(
            name="A", zone="UTC", segments=("a", "b"), repository=init.read_repository("git@github.com:Acme/esc.git")
        )
    )
    settings = yaml.safe_load(github["mkdocs.yml"])
    assert settings["repo_url"] == "https://github.com/Acme/esc"
    assert settings["site_url"] == "https://acme.github.io/esc/"
    assert settings["edit_uri"] == "edit/main/"
    assert ".gitlab-ci.yml" not in github
    elsewhere = project_files(
        Project(name="A", zone="UTC", segments=("a", "b"), repository="https://git.example.com/a/b")
    )
    assert {".gitlab-ci.yml", ".github/workflows/playbook.yml"} < set(elsewhere)
    assert yaml.safe_load(elsewhere["mkdocs.yml"])["site_url"] == "http://127.0.0.1:8000/"


def test_editors_find_the_schema_of_every_file(tmp_path):
    """By its first line, and by settings that hold for files to come; both lead to schemas in the project."""
    root = project(tmp_path)
    for path in [*root.glob("playbook/**/*.yml"), *root.glob("kb/*.yml")]:
        schema = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text("utf-8"))
        assert (path.parent / schema[1]).is_file(), path
    mapping = json.loads((root / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert {(root / name).is_file() for name in mapping} == {True}
    assert len(mapping) == len(KINDS)


def test_nothing_is_overwritten(tmp_path, capsys, monkeypatch):
    """What is there is named and stays, byte by byte; the rest is written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "playbook").mkdir()
    (tmp_path / "playbook/model.yml").write_text("mine too")
    assert run("init") == 0
    said = capsys.readouterr().out
    assert re.search(r"left as it is:\n  README.md\n  playbook/model.yml\n\n", said)
    assert re.search(r"^  kb/ +cases", said, re.MULTILINE)
    assert (tmp_path / "README.md").read_text() == "mine"
    assert (tmp_path / "playbook/model.yml").read_text() == "mine too"
    assert (tmp_path / "playbook/matrix.yml").is_file()
    assert "Before others can read the site" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--zone", "Europe/Berln"], "Did you mean “Europe/Berlin”?"),
        (["--zone", "+01:00"], "has the name of a city: Europe/Berlin"),
        (["--zone", "UTC+1"], "has the name of a city: Europe/Berlin"),
        (["--language", "fr"], "It comes in de and en;"),
        (["--segments", "one"], "two to eight"),
        (["--segments", "One, one"], "twice"),
        (["--name", " "], "1 to 100 characters"),
        (["--name", "a\nb"], "one line"),
        (["--name", "a\u2028b"], "one line"),
        (["--repository", "javascript:alert(1)"], "no address"),
        (["--repository", "https://github.com/acme/esc\n!"], "no address"),
    ],
)
def test_what_cannot_be_used_is_told_before_anything_is_written(words, says, tmp_path, capsys):
    """Exit code 2, a sentence, no file."""
    assert run("-C", str(tmp_path), "init", *words) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_in_a_terminal_init_asks(tmp_path, capsys, monkeypatch):
    """What an option says is not asked; Enter takes what is proposed; a wrong answer is asked again."""

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stdin", Terminal("Our escalations\nMoon/Base\nasia/tokyo\n\n"))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert run("init", str(tmp_path), "--segments", "Trial, Paid") == 0
    said = capsys.readouterr().out
    assert "Kinds of customer" not in said
    assert "There is no time zone “Moon/Base”." in said
    assert "zone: Asia/Tokyo" in (tmp_path / "playbook/matrix.yml").read_text("utf-8")
    assert yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))["site_name"] == "Our escalations"


@pytest.mark.parametrize(
    "text",
    [
        *NAMES,
        "12",
        "0x1f",
        "1.5",
        "007",
        "no",
        "true",
        "P1",
        "25 %",
        "8 h",
        "a: b",
        "a #b",
        "a:",
        " a",
        "a ",
        "-",
        "é",
        "+1 2",
    ],
)
def test_text_is_read_back_as_it_was(text):
    """With the fewest quotes."""
    assert parse(f"a: {scalar(text)}").data == {"a": text}
    assert parse(f"a: {quoted(text)}").data == {"a": text}
    assert scalar("8 h") == "8 h"
    assert scalar("12") == '"12"'


# --- new ---


ADDED = [kind for kind in KINDS if not kind.single]


@pytest.mark.parametrize("kind", ADDED, ids=lambda kind: kind.name)
def test_what_is_begun_names_all_that_it_needs(kind, tmp_path, capsys):
    """Every key that must be written is there with its comment; what is told is about the new file alone."""
    root = project(tmp_path)
    before = strict(root)
    assert run("-C", str(root), "new", new.word(kind), "A few words") == 0
    said = capsys.readouterr().out
    assert "missing-key" not in said
    assert "unknown-key" not in said
    file = re.search(r"Written: \S+?project/(\S+?)(?:,|$)", said, re.MULTILINE)[1]
    assert before == []
    assert {each.path for each in examine(root).located if each.severity == "error"} <= {file}
    text = (root / file).read_text("utf-8")
    for each in shapes(kind.type):
        if each.required and each.name != "id":
            assert re.search(rf"^[ -]*{each.name}:", text, re.MULTILINE)
            assert each.text.split()[0] in text


OPTIONAL = [kind for kind in KINDS if kind.single and not kind.required]


@pytest.mark.parametrize("kind", OPTIONAL, ids=lambda kind: kind.name)
def test_what_there_may_be_once_is_begun_with_all_its_keys(kind, tmp_path, capsys):
    """So that somebody who never saw one sees what can stand in it; what is told is about that file alone."""
    root = project(tmp_path, bare=True)
    assert run("-C", str(root), "new", kind.name.replace("_", "-")) == 0
    said = capsys.readouterr().out
    assert "missing-key" not in said
    assert "unknown-key" not in said
    assert {each.path for each in examine(root).located if each.severity == "error"} <= {kind.places[0]}
    text = (root / kind.places[0]).read_text("utf-8")
    assert [each.name for each in shapes(kind.type) if not re.search(rf"^{each.name}:", text, re.MULTILINE)] == []


LISTS = {
    "comments at the end": "# a\nvariables:\n  - id: one # here\n    label: x\n    example: y\n\n# the end\n",
    "no line at the end": "variables:\n  - id: one\n    label: x\n    example: y",
    "line ends of Windows": "variables:\r\n  - id: one\r\n    label: x\r\n    example: y\r\n",
    "entries at the margin": "variables:\n- id: one\n  label: x\n  example: y\n",
    "deep entries": "variables:\n      -   id: one\n          label: x\n          example: y\n",
    "another key below": "variables:\n  - id: one\n    label: x\n    example: y\n\n# who looks\naccept: []\n",
    "another key above": "accept: []\nvariables:\n  - id: one\n    label: x\n    example: y\n",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_an_entry_is_added_and_no_byte_is_lost(text, tmp_path):
    """The list has one entry more, with a free id; what was there is there in its order."""
    path = tmp_path / "playbook/variables.yml"
    path.parent.mkdir()
    path.write_bytes(text.encode())
    added = new.add(tmp_path, new.kind_of("variable"), "One", prefill.Prefilled(), NOW)
    after = path.read_bytes().decode()
    data = parse(after).data
    assert [each["id"] for each in data["variables"]] == ["one", "one-2"]
    assert data["variables"][1]["label"] == "One"
    assert added.id == "one-2"
    assert after.splitlines()[added.line - 1].lstrip().startswith("#")
    rest = iter(after)
    assert all(character in rest for character in text), "what was there, in its order"
    assert ("\r\n" in text) == ("\r\n" in after)
    assert "\r\r" not in after


@pytest.mark.parametrize(
    "text",
    ["variables: [{id: one}]\n", "variables: []\n", "variables:\n", "[", "variables:\n  - id: one\n...\n", "a: 1\n"],
)
def test_a_list_that_takes_no_entry_is_left(text, tmp_path):
    """Rather a sentence than a broken file."""
    path = tmp_path / "playbook/variables.yml"
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(new.NewError):
        new.add(tmp_path, new.kind_of("variable"), "Two", prefill.Prefilled(), NOW)
    assert path.read_text() == text


def test_ids_are_made_of_the_words_and_are_free(tmp_path):
    """A second case of the same day and words gets a number; words without letters get the kind's."""
    kind = new.kind_of("case")
    made = [
        new.add(tmp_path, kind, words, prefill.Prefilled(), NOW).id for words in ("Ünd: so!", "Ünd: so!", "שלום", "")
    ]
    assert made == ["2026-11-21-und-so", "2026-11-21-und-so-2", "2026-11-21-case", "2026-11-21-case-2"]
    assert new.add(tmp_path, kind, "2025-01-02-old", prefill.Prefilled(), NOW).id == "2025-01-02-old"


def test_a_page_is_begun_with_its_title_and_once_written_nothing_is_wrong(tmp_path, capsys):
    """What is still to be written is the text; the name of the file is made of the words, and is free."""
    root = project(tmp_path)
    for name in ("how-a-call-is-run", "how-a-call-is-run-2"):
        assert run("-C", str(root), "new", "page", "How a call: is run") == 0
        said = capsys.readouterr().out
        assert f"playbook/pages/{name}.md:9:1: error[empty-value] There is no text here" in said
        assert "1 error in 1 file" in said
    path = root / "playbook/pages/how-a-call-is-run.md"
    (root / "playbook/pages/how-a-call-is-run-2.md").unlink()
    path.write_text(path.read_text("utf-8").replace("# review: {owner: ROLE", "review: {owner: support") + "Read.\n")
    examined = examine(root)
    assert examined.located == ()
    assert [(page.title, page.text) for page in examined.playbook.own_pages] == [("How a call: is run", "Read.")]


def test_the_help_of_new_names_every_kind():
    """By the word by which it is begun, so that nobody has to guess one."""
    assert sorted(re.split(r"[:,;] (?:and what there is once: )?", start_command.KINDS)) == sorted(
        new.word(kind) for kind in ALL_KINDS
    )


def test_what_there_is_once_is_not_begun_again(tmp_path, capsys):
    """A matrix that is there stays; an unknown word is told with the one that was likely meant."""
    root = project(tmp_path)
    before = (root / "playbook/matrix.yml").read_bytes()
    assert run("-C", str(root), "new", "matrix") == 2
    assert (root / "playbook/matrix.yml").read_bytes() == before
    assert run("-C", str(root), "new", "criterio", "x") == 2
    assert "Did you mean “criterion”?" in capsys.readouterr().err
    assert run("-C", str(root), "new", "message", "x", "--from", "https://example.com/#") == 2


def test_a_case_begins_with_a_link(tmp_path, capsys):
    """Answers, facts, times, points, priority and version are those of the link; the words are still to be written."""
    root = project(tmp_path)
    rules = Rules(examine(root).playbook)
    written = {"severity": "critical", "segment": "enterprise", "users_affected": "40", "personal_data": "no"}
    at = datetime(2026, 11, 20, 23, 42, tzinfo=UTC)
    said = scoring.scored(rules, written, NOW, at, zone="", site="https://example.com/")
    assert run("-C", str(root), "new", "case", "Nothing", "works", "--from", said["link"]) == 0
    case = parse((root / "kb/2026-11-21-nothing-works.yml").read_text("utf-8")).data
    assert case["title"] == "Nothing works"
    assert case["times"] == {"opened": "2026-11-21T00:42+01:00", "classified": "2026-11-21T00:42+01:00"}
    assert case["scoring"] == {
        "model": "support",
        "version": 1,
        "answers": {"severity": "critical", "segment": "enterprise"},
        "facts": {"users_affected": 40, "personal_data": "no"},
        "points": said["result"]["points"],
        "computed": "P1",
        "final": "P1",
    }
    assert case["owner"] == said["result"]["owner"]
    told = capsys.readouterr().out
    assert set(re.findall(r"^ *\d+ \| (\w+):$", told, re.MULTILINE)) >= {"summary", "impact"}
    filled = (root / "kb/2026-11-21-nothing-works.yml").read_text("utf-8")
    filled = re.sub(r"^( *- what|summary|impact):$", r"\1: Words.", filled, flags=re.MULTILINE)
    filled = re.sub(r"^( +owner):$", r"\1: support", filled, flags=re.MULTILINE)
    (root / "kb/2026-11-21-nothing-works.yml").write_text(filled, "utf-8")
    assert [each.sentence for each in examine(root, today=date(2026, 11, 21)).located] == []


def test_while_answers_are_missing_the_graver_priority_is_filled_in(tmp_path):
    """As for the clocks; the case says so until somebody knows better."""
    root = project(tmp_path)
    rules = Rules(examine(root).playbook)
    assert run("-C", str(root), "new", "case", "x", "--from", "#model=support&version=1&severity=minor") == 0
    (written,) = (root / "kb").glob("*-x.yml")
    begun = parse(written.read_text("utf-8")).data["scoring"]
    result = scoring.scored(rules, {"severity": "minor"}, NOW, None, zone="", site="")["result"]
    assert (begun["computed"], begun["final"]) == (result["highest"], result["highest"])
    assert result["lowest"] != result["highest"]


@pytest.mark.parametrize("link", ["", "nonsense", "https://example.com/calculator/#model=support"])
def test_a_link_without_answers_begins_nothing(link, tmp_path, capsys):
    """A link that the shell has cut off would become a case without what its ticket said."""
    root = project(tmp_path)
    before = sorted(path.name for path in (root / "kb").iterdir())
    assert run("-C", str(root), "new", "case", "x", "--from", link) == 2
    assert "Put it between quotes" in capsys.readouterr().err
    assert sorted(path.name for path in (root / "kb").iterdir()) == before


def test_a_mistake_elsewhere_takes_nothing_from_a_new_case(tmp_path, capsys):
    """What can be answered is known as long as the model can be read; else that it is not is said."""
    root = project(tmp_path)
    (root / "playbook/criteria.yml").write_text("criteria:\n  - id: broken\n", "utf-8")
    assert run("-C", str(root), "new", "case", "One") == 0
    (written,) = (root / "kb").glob("*-one.yml")
    text = written.read_text("utf-8")
    assert "state: open" in text
    assert "#   users_affected: " in text
    assert "Begun with less" not in capsys.readouterr().err
    (root / "playbook/model.yml").write_text("id: x\n", "utf-8")
    assert run("-C", str(root), "new", "case", "Two") == 0
    assert "Begun with less" in capsys.readouterr().err


def test_the_day_of_a_case_is_that_of_its_times(tmp_path):
    """Where the matrix counts them: shortly before midnight elsewhere is the next morning in Auckland."""
    root = project(tmp_path, zone="Pacific/Auckland")
    now = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    playbook = examine(root).playbook
    filled = prefill.unscored(playbook.model, playbook.matrix.zone, now)
    added = new.add(root, new.kind_of("case"), "Late", filled, now)
    case = parse((root / added.file).read_text("utf-8")).data
    assert (added.id, case["times"]["opened"]) == ("2026-11-22-late", "2026-11-22T12:30+13:00")


def test_an_example_begins_with_a_link(tmp_path):
    """What came out is what is expected of it, so that it is right as it stands."""
    root = project(tmp_path)
    link = "#model=support&version=1&severity=critical&segment=enterprise&users_affected=40&personal_data=no"
    assert run("-C", str(root), "new", "example", "Many", "--from", link) == 0
    text = (root / "playbook/examples.yml").read_text("utf-8")
    example = parse(text).data["examples"][-1]
    assert example["answers"] == {
        "severity": "critical",
        "segment": "enterprise",
        "users_affected": 40,
        "personal_data": "no",
    }
    assert example["expected"]["priority"] == "P1"
    assert "unresolved_for: a duration" in text
    assert {each.code for each in examine(root).located} == {"wrong-type"}, "two sentences are to be written"


def test_a_link_of_another_version_is_told(tmp_path, capsys):
    """And what it holds that this model does not ask."""
    root = project(tmp_path)
    link = "https://example.com/calculator/#model=support&version=7&severity=minor&colour=red"
    assert run("-C", str(root), "new", "case", "x", "--from", link) == 0
    said = capsys.readouterr().err
    assert "version 7" in said
    assert "There is no factor or fact “colour”." in said


def test_init_says_of_all_that_it_writes_what_it_is_for():
    """Nobody finds a folder of which nothing was said."""
    written = project_files(Project(name="A", zone="UTC", segments=("a", "b")))
    tops = {name.partition("/")[0] + "/" * ("/" in name) for name in written}
    assert tops | {"wheels/"} == set(start_command._PURPOSES)


def test_the_words_of_init_name_what_is_there():
    """Each command that the starter's README shows is understood."""
    text = project_files(Project(name="A", zone="UTC", segments=("a", "b")))["README.md"].decode()
    shown = re.findall(r"`playbook (\w+)", text) + re.findall(r"^playbook (\w+)", text, re.MULTILINE)
    assert {"new", "check", "build", "serve", "schema"} <= set(shown)
    for command in shown:
        assert cli._parser().parse_known_args([command, "case"])[0].command == command
    assert start_command._PUBLIC.startswith("Before others")
    with pytest.raises(ProjectError):
        init.read_segments("")
