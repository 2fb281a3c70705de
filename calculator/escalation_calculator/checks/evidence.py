"""Checks of evidence: packs name product areas and items that are there, each item once; every item is in a pack."""

from collections.abc import Sequence

from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.evidence import Evidence, Pack
from escalation_calculator.files import Decoded
from escalation_calculator.model import Model
from escalation_calculator.reading import Reading

from .areas import product_areas
from .names import reference, unique


def check_evidence(decoded: Decoded) -> None:
    """Report what is wrong in the evidence packs."""
    entry, model = decoded.one(Evidence), decoded.one(Model)
    if entry is None:
        return
    evidence, reading = entry.value, entry.reading
    items = [item.id for item in evidence.items]
    unique(reading, [(("items", i, "id"), name) for i, name in enumerate(items)], "item")
    for area, pack in evidence.packs.items():
        _pack(pack, items, reading, ("packs", area))
    if model is not None:
        _areas(evidence, model.value, reading)
    listed = {name for pack in evidence.packs.values() for name in (*pack.required, *pack.optional)}
    for i, name in enumerate(items):
        if name not in listed:
            reading.warn("unused-item", ("items", i, "id"), f"No pack asks for “{name}”.", "List it, or take it out.")


def _pack(pack: Pack, items: Sequence[str], reading: Reading, place: Path) -> None:
    seen: set[str] = set()
    for strength in ("required", "optional"):
        for i, name in enumerate(getattr(pack, strength)):
            path: Path = (*place, strength, i)
            reference(reading, path, name, items, "item")
            if name in seen:
                reading.report("listed-twice", path, f"“{name}” is listed in this pack already.", "Take it out.")
            seen.add(name)


def _areas(evidence: Evidence, model: Model, reading: Reading) -> None:
    areas = [area for area in evidence.packs if area != "any"]
    known = product_areas(model, areas, reading, ("packs", *areas[:1]))
    for area in areas:
        if known and area not in known:
            message = f"“{model.area_fact}” is never “{area}”."
            reading.report("unknown-area", ("packs", area), message, suggestion(area, [*known, "any"]), on_key=True)
