"""The latest edits on the home page: by the pages that they changed, bounded, and nothing without a repository."""

from datetime import UTC, date, datetime
from pathlib import Path

from escalation_calculator.check import check
from escalation_playbook.checking import examine
from escalation_playbook.commits import Commit, Commits
from escalation_playbook.pages.edits import latest_edits
from escalation_playbook.pages.page import Page, PageContext
from escalation_playbook.render import prepare_pages, render_pages
from test_checks import good


def page(address: str, title: str, source: str = "") -> Page:
    """A page as far as it counts here."""
    return Page(address=address, title=title, description="", template="", data={}, source=source)


PAGES = [page("criteria/", "Criteria"), page("messages/", "Messages"), page("pages/a/", "Guide", "playbook/pages/a.md")]


def commit(number: int) -> Commit:
    """The commit of the given day."""
    return Commit(id=f"{number}", time=number, day=date(2026, 3, number), subject=f"Edit {number}")


def test_an_edit_names_the_pages_that_show_what_it_changed() -> None:
    """Each once, by its title; a file without a page by its name; a case is no edit of the playbook."""
    one, two = commit(1), commit(2)
    last = {
        "playbook/messages/a.yml": one,
        "playbook/messages/b.yml": one,
        "playbook/pages/a.md": one,
        "playbook/synonyms.yml": two,
        "playbook/taxonomy.yml": two,
        "kb/x.yml": commit(3),
    }
    found = latest_edits(Commits(last=last), PAGES)
    assert [(each.day, each.said, [(p.name, p.address) for p in each.places]) for each in found] == [
        ("2 Mar 2026", "Edit 2", [("synonyms.yml", ""), ("taxonomy.yml", "")]),
        ("1 Mar 2026", "Edit 1", [("Messages", "messages/"), ("Guide", "pages/a/")]),
    ]


def test_edits_are_bounded() -> None:
    """The latest five, with three pages of each and how many more there are."""
    last = {f"playbook/{day}-{number}.yml": commit(day) for day in range(1, 9) for number in range(5)}
    found = latest_edits(Commits(last=last), PAGES)
    assert [each.day for each in found] == [f"{day} Mar 2026" for day in range(8, 3, -1)]
    assert {(len(each.places), each.more) for each in found} == {(3, 2)}


def test_the_home_page_shows_them() -> None:
    """As text, with their pages; for the public without words; nothing without a repository."""
    playbook, found = check(good())
    assert found == []
    last = {"playbook/criteria.yml": Commit(id="1", time=1, day=date(2026, 3, 1), subject="<b>Bar</b>")}

    def home(commits: Commits) -> str:
        return render_pages(playbook, PageContext(now=datetime(2026, 3, 2, tzinfo=UTC), commits=commits))[0].html

    told = home(Commits(last=last))
    assert '<a class="ep-link" href="criteria/" dir="auto">Criteria</a></th> <td dir="auto">&lt;b&gt;Bar' in told
    public = home(Commits(last=last).without_words())
    assert '<a class="ep-link" href="criteria/" dir="auto">Criteria</a></th></tr>' in public
    assert "What was said of it" not in public
    assert "Latest edits" not in home(Commits())


def test_a_commit_makes_anew_only_the_cases_that_it_changed() -> None:
    """The page of a case says when its own file was changed, and hangs on no other commit."""
    playbook = examine(Path(__file__).parent / "golden" / "small").playbook
    assert playbook is not None

    def keys(last: dict[str, Commit]) -> dict[str, str]:
        context = PageContext(now=datetime(2026, 3, 2, tzinfo=UTC), commits=Commits(last=last))
        return {page.source: page.key for page in prepare_pages(playbook, context, "program")[1]}

    one, two = [f"kb/{case.id}.yml" for case in playbook.cases][:2]
    before = keys({one: commit(1), two: commit(1)})
    assert keys({one: commit(1), two: commit(1), "playbook/model.yml": commit(2)}) == before
    after = keys({one: commit(1), two: commit(2)})
    assert {source for source, key in after.items() if key != before[source]} == {two}
