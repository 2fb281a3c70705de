"""Page models: from the checked playbook to what each page shows, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalation_calculator.rules import Rules
from escalation_playbook.pages.actions import actions
from escalation_playbook.pages.calculator import calculator
from escalation_playbook.pages.change_risk import change_risk
from escalation_playbook.pages.criteria import criteria
from escalation_playbook.pages.criterion import criterion_pages
from escalation_playbook.pages.evidence import evidence
from escalation_playbook.pages.home import home
from escalation_playbook.pages.kind import kind_page
from escalation_playbook.pages.kinds import MEANINGS, kinds
from escalation_playbook.pages.knowledge import knowledge
from escalation_playbook.pages.known_cases import known_cases
from escalation_playbook.pages.late_case import LateCase, late_cases
from escalation_playbook.pages.learn import learn
from escalation_playbook.pages.level import level_page
from escalation_playbook.pages.matrix import matrix
from escalation_playbook.pages.message import message_pages
from escalation_playbook.pages.messages import messages
from escalation_playbook.pages.open_cases import open_cases
from escalation_playbook.pages.own import own
from escalation_playbook.pages.page import Page, PageContext
from escalation_playbook.pages.practice import practice
from escalation_playbook.pages.priorities import ORDER, priorities
from escalation_playbook.pages.priority import priority_page
from escalation_playbook.pages.reference import reference
from escalation_playbook.pages.role import role_page
from escalation_playbook.pages.scoring import scoring
from escalation_playbook.pages.sheet import sheet
from escalation_playbook.pages.signals import signals
from escalation_playbook.pages.taxonomy import taxonomy
from escalation_playbook.pages.workflow import workflow

if TYPE_CHECKING:
    from escalation_calculator.playbook import Playbook

__all__ = ["LateCase", "Page", "PageContext", "all_pages", "pages_and_cases"]


def all_pages(playbook: Playbook, context: PageContext) -> list[Page]:
    """Every page of a playbook, in the order of the site; the cases stand last."""
    pages, cases = pages_and_cases(playbook, context)
    return [*pages, *(case.make() for case in cases)]


def pages_and_cases(playbook: Playbook, context: PageContext) -> tuple[list[Page], list[LateCase]]:
    """The same, the pages of cases ready to be made."""
    rules = Rules(playbook)
    cases = known_cases(rules)
    pages = [
        calculator(rules),
        messages(rules),
        *message_pages(rules, context),
        matrix(rules),
        *(role_page(rules, role, cases, context) for role in playbook.matrix.roles),
        workflow(rules),
        *(level_page(rules, level, cases) for level in playbook.matrix.levels),
        criteria(rules, cases),
        *criterion_pages(rules, cases),
        *([taxonomy(rules)] if playbook.taxonomy and playbook.taxonomy.areas else []),
        *([evidence(rules)] if playbook.evidence.packs else []),
        *([change_risk(rules)] if playbook.change_risk.questions else []),
        open_cases(rules, cases, context),
        knowledge(rules, cases),
        actions(rules, cases, context),
        learn(rules, context),
        priorities(rules, cases),
        *(priority_page(rules, priority, cases) for priority in ORDER),
        kinds(rules, cases),
        *(kind_page(rules, kind, cases) for kind in MEANINGS),
        scoring(rules, cases),
        *([practice(rules)] if playbook.examples else []),
        *([signals(rules)] if playbook.signals else []),
        sheet(rules),
        *(own(page) for page in playbook.own_pages),
        *reference(),
    ]
    return [home(rules, cases, pages, context), *pages], late_cases(rules, cases, context)
