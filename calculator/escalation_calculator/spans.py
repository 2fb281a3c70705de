"""How long and how much, in the words of the interface."""

from .scalars import format_percentage
from .strings import t, tn


def span(minutes: int) -> str:
    """`90` → `1 h 30 min`; whole days and weeks stay whole: `1440` → `1 day`, `10080` → `1 week`."""
    if minutes and minutes % 10080 == 0:
        return tn("{{ n }} week", "{{ n }} weeks", minutes // 10080)
    if minutes and minutes % 1440 == 0:
        return tn("{{ n }} day", "{{ n }} days", minutes // 1440)
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return t("{{ hours }} h {{ minutes }} min", hours=hours, minutes=rest)
    return t("{{ hours }} h", hours=hours) if hours else t("{{ minutes }} min", minutes=rest)


def percentage(hundredths: int) -> str:
    """`2500` → `25 %`, `1250` → `12.5 %`."""
    whole, dot, part = format_percentage(hundredths).removesuffix(" %").partition(".")
    return t("{{ whole }}.{{ part }} %", whole=whole, part=part) if dot else t("{{ whole }} %", whole=whole)
