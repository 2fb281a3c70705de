"""The check that product areas are known where something is told by them."""

from collections.abc import Sequence

from escalation_calculator.diagnostics import Path
from escalation_calculator.model import Model
from escalation_calculator.reading import Reading


def product_areas(model: Model, named: Sequence[str], reading: Reading, place: Path) -> tuple[str, ...]:
    """The product areas of the model; none where it names no such fact, which is reported when areas are named.

    A fact that is named and not there is a mistake of the model, and told there.
    """
    if model.area_fact is None and named:
        reading.report(
            "no-area-fact",
            place,
            f"Nothing says when the product area is “{named[0]}”.",
            "Add “area_fact:” to playbook/model.yml, with the fact whose choices are the product areas.",
            on_key=True,
        )
    return next((tuple(choice.id for choice in fact.choices) for fact in model.facts if fact.id == model.area_fact), ())
