"""Checking a whole playbook: every file decoded, then held against the others; all mistakes are collected."""

from collections.abc import Collection, Mapping
from datetime import date

from .checks.case_rules import check_case_rules
from .checks.cases import check_cases
from .checks.categorisation import check_categorisation
from .checks.change_risk import check_change_risk
from .checks.changes import check_changes
from .checks.communication import check_communication
from .checks.criteria import check_criteria
from .checks.dates import check_dates
from .checks.evidence import check_evidence
from .checks.examples import check_examples, check_expected
from .checks.matrix import check_matrix
from .checks.messages import check_messages
from .checks.model import check_model
from .checks.own_pages import check_own_pages
from .checks.repeats import check_repeats
from .checks.reviews import check_reviews
from .checks.routes import check_routes
from .checks.scores import check_scores
from .checks.signals import check_signals
from .checks.strings import check_strings
from .checks.synonyms import check_synonyms
from .checks.taxonomy import check_taxonomy
from .checks.unused import check_unused
from .checks.variables import check_variables
from .checks.workflow import check_workflow
from .criteria import Criterion
from .diagnostics import Diagnostic
from .files import Decoded, decode_files
from .matrix import Matrix
from .model import Model
from .playbook import Playbook
from .rules import Rules


def check(
    data: Mapping[str, object], zones: Collection[str] = (), today: date | None = None
) -> tuple[Playbook | None, list[Diagnostic]]:
    """Decode and check a playbook.

    Args:
        data: File name (relative, with `/`) → the plain data in it.
        zones: The names of all time zones, when the caller can tell; otherwise zones are not checked.
        today: The day for what is told by date; nothing is told so without it.

    Returns:
        The playbook, or None when there are errors; and every diagnostic, in the order of the files.
    """
    decoded = decode_files(data)
    return check_decoded(decoded, zones, today), decoded.diagnostics


def check_decoded(
    decoded: Decoded,
    zones: Collection[str] = (),
    today: date | None = None,
    *,
    cases: bool = True,
    sentences: Mapping[str, Collection[str]] | None = None,
) -> Playbook | None:
    """Hold decoded files against each other; what is wrong is added to `decoded`, and what is accepted taken out.

    Args:
        decoded: The files.
        zones: The names of all time zones; none given means not checked.
        today: The day for what is told by date.
        cases: Whether the cases are among the files; without them nothing that names one is judged.
        sentences: The languages of the interface, each with the sentences that it has words for; none given means not
            checked.

    Returns:
        The playbook, or None when there are errors.
    """
    check_model(decoded)
    check_routes(decoded)
    check_variables(decoded)
    check_matrix(decoded, zones)
    check_criteria(decoded)
    check_communication(decoded)
    check_messages(decoded)
    check_workflow(decoded)
    check_unused(decoded)
    check_taxonomy(decoded)
    check_categorisation(decoded)
    check_evidence(decoded)
    check_change_risk(decoded)
    check_examples(decoded)
    if cases:
        check_cases(decoded)
        check_case_rules(decoded)
        check_changes(decoded)
        check_repeats(decoded)
    check_signals(decoded)
    check_synonyms(decoded)
    check_strings(decoded, sentences or {})
    check_own_pages(decoded)
    check_reviews(decoded)
    playbook = decoded.playbook()
    if playbook is not None and not decoded.wrong(Model, Matrix, Criterion):
        rules = Rules(playbook)
        check_expected(decoded, rules)
        check_scores(decoded, rules)
    if today is not None:
        check_dates(decoded, today)
    if any(reading.accepts for reading in decoded.readings.values()):
        from .accept import settle  # noqa: PLC0415  # costs a start in the browser, and serves few files

        settle(decoded.readings.values(), today)
    return None if decoded.wrong() else playbook
