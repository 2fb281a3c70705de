"""The last line of a page: who is told of a change, when its file was changed, and what is not known."""

from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from escalation_calculator.check import check
from escalation_playbook.commits import Commit, Commits
from escalation_playbook.pages.foot import foot_of
from escalation_playbook.pages.page import Page, PageContext
from escalation_playbook.render import environment
from test_checks import CRITERIA, MATRIX, MODEL, good

NOW = datetime.fromisoformat("2026-10-01T12:00Z")
GITHUB = "https://github.com/o/r"
GITLAB = "https://gitlab.example.com/group/r"
MAIL = "mailto:a@example.com?"
TEXT = "Page: https://example.com/p/x/\nFile: playbook/criteria.yml\n\nWhat should change, and why:\n"


def foot(page_source=CRITERIA, title="Criteria", data=None, site_url="https://example.com/p/", **known):
    """The last line of a page."""
    playbook, found = check(data or good())
    assert found == []
    page = Page(address="x/", title=title, description="x", template="x", data={}, source=page_source)
    return foot_of(page, playbook, PageContext(now=NOW, site_url=site_url, **known))


def written(line) -> str:
    """The same as HTML."""
    return environment().get_template("parts.html.j2").module.page_foot(line)


@pytest.mark.parametrize(
    ("known", "begins", "title", "text"),
    [
        ({"repo_url": GITHUB}, f"{GITHUB}/issues/new?", "title", "body"),
        ({"repo_url": "https://github.example.com/o/r"}, "https://github.example.com/o/r/issues/new?", "title", "body"),
        ({"repo_url": GITLAB}, f"{GITLAB}/-/issues/new?", "issue[title]", "issue[description]"),
        (
            {"repo_url": "https://code.example.com/r", "edit_url": "https://code.example.com/r/-/edit/main/"},
            "https://code.example.com/r/-/issues/new?",
            "issue[title]",
            "issue[description]",
        ),
        (
            {"repo_url": "https://code.example.com/r", "suggestions": "a@example.com"},
            "mailto:a@example.com?",
            "subject",
            "body",
        ),
        ({"suggestions": "a@example.com"}, "mailto:a@example.com?", "subject", "body"),
    ],
)
def test_a_change_is_suggested_where_somebody_reads_it(known, begins, title, text):
    """With the page, its address and its file in it, as the host takes them; by mail with the line ends of mails."""
    address = foot(**known).suggest
    assert address.startswith(begins)
    assert "+" not in address
    said = parse_qs(urlsplit(address).query, strict_parsing=True)
    wanted = TEXT.replace("\n", "\r\n") if address.startswith("mailto:") else TEXT
    assert said == {title: ["Suggestion: Criteria"], text: [wanted]}


def test_a_suggestion_holds_a_title_as_text():
    """Whatever stands in a title is words of the issue, and a long one does not make an address that is refused."""
    title = '"><script>&body=x#y\n%0A' + "長" * 200
    address = foot(repo_url=GITHUB, title=title).suggest
    assert parse_qs(urlsplit(address).query)["title"] == [f"Suggestion: {title[:59]}…"]
    assert "x" * 60 + "&" in foot(repo_url=GITHUB, title="x" * 60).suggest
    assert "<script>" not in written(foot(repo_url=GITHUB, title=title))
    assert len(address) < 2000
    assert len(foot(repo_url=GITHUB, title=title * 20, site_url="").suggest) < 3000


def test_without_a_repository_who_reviews_the_file_is_asked():
    """By mail; where nobody does, or without an address, who owns the last level; nobody without an address there."""
    data = good()
    data[CRITERIA]["review"] = {"owner": "second", "last": "2026-09-01", "every": "3 months"}
    contacts = {role["id"]: role["contact"] for role in data[MATRIX]["roles"]}
    last = data[MATRIX]["levels"][-1]["owner"]
    for name in ("second", last):
        contacts[name].pop("email", None)
        contacts[name]["chat"] = f"#{name}"
    assert foot(data=data).suggest == ""
    contacts[last]["email"] = "last@example.com"
    for source in (CRITERIA, MODEL, "kb/a.yml", "kb/", ""):
        assert foot(data=data, page_source=source).suggest.startswith("mailto:last@example.com?subject=")
    contacts["second"]["email"] = "second@example.com"
    assert foot(data=data).suggest.startswith("mailto:second@example.com?subject=")
    assert foot(data=data, page_source=MODEL).suggest.startswith("mailto:last@example.com?subject=")


def commit(day, subject="Raise the bar", time=1):
    """A commit as the repository tells of it."""
    return Commit(id="x", time=time, day=date.fromisoformat(day), subject=subject)


def test_the_last_change_is_told_with_its_words_if_they_are_short():
    """Of a folder: which of its files it was. What is not known is left out."""
    last = {
        CRITERIA: commit("2026-03-02", "<b>Bar</b>"),
        MODEL: commit("2026-03-03", "x" * 61),
        "kb/a.yml": commit("2026-03-04", time=9),
        "kb/b.yml": commit("2026-03-05", time=8),
    }
    known = {"commits": Commits(last=last)}
    start = '<span>Changed <time datetime="2026-03-0'
    assert f'{start}2">2 Mar 2026</time>: <bdi>&lt;b&gt;Bar&lt;/b&gt;</bdi></span>' in written(foot(**known))
    assert f'{start}3">3 Mar 2026</time></span>' in written(foot(MODEL, **known))
    assert f'{start}4">4 Mar 2026</time>: <bdi>a.yml</bdi></span>' in written(foot("kb/", **known))
    for source in (MATRIX, "", "playbook/messages/"):
        assert "Changed" not in written(foot(source, **known))


def test_a_file_that_is_not_committed_has_no_day():
    """The day of its last commit would be that of other words."""
    known = {"commits": Commits(last={CRITERIA: commit("2026-03-02")}, pending={CRITERIA})}
    said = written(foot(**known))
    assert "Not committed yet" in said
    assert "Changed" not in said


def test_an_overdue_review_is_told_in_words():
    """Not by a colour."""
    data = good()
    data[CRITERIA]["review"] = {"owner": "first", "last": "2026-06-30", "every": "3 months"}
    said = "Reviewed 30 Jun 2026 by First, next by 30 Sep 2026"
    assert f'<span>{said} <span class="ep-late">Overdue</span></span>' in written(foot(data=data))
    data[CRITERIA]["review"]["last"] = "2026-07-01"
    assert "<span>Reviewed 1 Jul 2026 by First, next by 1 Oct 2026</span>" in written(foot(data=data))
