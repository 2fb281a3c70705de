"""The latest edits on the home page: by the pages that they changed, bounded, and nothing without a repository."""

from datetime import UTC, date, datetime

from escalation_calculator.check import check
from escalation_playbook.commits import Commit, Commits
from escalation_playbook.pages.edits import latest_edits
from escalation_playbook.pages.page import Page, PageContext
from escalation_playbook.render import render_pages
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
