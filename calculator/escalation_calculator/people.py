"""Who owns a ticket and who else takes part, in words: how to reach them, and whether anybody is there now."""

from collections.abc import Sequence
from datetime import tzinfo
from urllib.parse import quote

from . import clock
from .duty import deputies, duty, hours_in_words
from .matrix import Contact, Role
from .moment import Moment
from .rules import Rules
from .scalars import Id
from .score import Result
from .strings import t
from .view import DeputyView, Mention, OwnerView, Way
from .words import listed
from .zones import city, days_off, zone_of


def ways(contact: Contact) -> tuple[Way, ...]:
    """How to reach a role, the fastest way first."""
    phone = contact.phone and "".join(c for c in contact.phone if c.isdigit() or c == "+")
    found = (
        (t("Pager"), contact.pager, ""),
        (t("Chat"), contact.chat, ""),
        (t("Phone"), contact.phone, f"tel:{phone}"),
        (t("Mail"), contact.email, f"mailto:{quote(contact.email or '', safe='@')}"),
    )
    return tuple(Way(label=label, text=text, href=href) for label, text, href in found if text)


def owner_view(rules: Rules, result: Result, at: Moment) -> OwnerView:
    """Who owns the ticket now."""
    role = rules.playbook.roles[result.owner]
    zone = zone_of(role.zone)
    local = f", {clock.moment(at.now, zone, at.now.astimezone(zone).date())}" if zone else ""
    return OwnerView(
        title=t("Owner now") if result.priority else t("Owner until then"),
        role=role.id,
        name=role.name,
        level=rules.playbook.levels[result.level].name,
        level_id=result.level,
        duty=_duty(rules, role, at, zone),
        local=f"{city(role.zone)}{local}",
        ways=ways(role.contact),
        deputy=_deputy(rules, role, at),
    )


def mentions(rules: Rules, ids: Sequence[Id]) -> tuple[Mention, ...]:
    """The roles as they are listed in a sentence, in pieces."""
    said = listed([f"\0{place}\0" for place in range(len(ids))]).split("\0")
    return tuple(
        Mention(text=rules.playbook.roles[ids[int(text)]].name, role=ids[int(text)])
        if place % 2
        else Mention(text=text, role=None)
        for place, text in enumerate(said)
        if text
    )


def away(rules: Rules, ids: Sequence[Id], at: Moment) -> str:
    """Who of these roles cannot be reached now: `Legal until Mon 16 Nov, 09:00 (deputy: Support lead)`."""
    found = []
    for role in (rules.playbook.roles[name] for name in ids):
        if _reached(rules, role, at):
            continue
        back = duty(role, at.now, days_off(rules.playbook.matrix, role.zone)).changes
        stand_in = next((each for each in deputies(rules.playbook.roles, role) if _reached(rules, each, at)), None)
        said = t("{{ role }} until {{ time }}", role=role.name, time=at.told(back)) if back is not None else role.name
        if stand_in is not None:
            said = t("{{ role }} (deputy: {{ deputy }})", role=said, deputy=stand_in.name)
        found.append(said)
    return "; ".join(found)


def _reached(rules: Rules, role: Role, at: Moment) -> bool:
    return duty(role, at.now, days_off(rules.playbook.matrix, role.zone)).reached


def _duty(rules: Rules, role: Role, at: Moment, zone: tzinfo | None) -> str:
    """`On duty until 18:00`, `On call until Mon 16 Nov, 09:00`, in the time of `zone`."""
    if zone is None or zone_of(role.zone) is None:
        return t("{{ hours }}, {{ city }} time", hours=hours_in_words(role.hours), city=city(role.zone))
    found = duty(role, at.now, days_off(rules.playbook.matrix, role.zone))
    if found.always:
        return t("Around the clock")
    if found.changes is None:
        return t("On duty") if found.on else t("On call") if found.on_call else t("Off duty")
    until = clock.moment(found.changes, zone, at.now.astimezone(zone).date())
    if found.on:
        return t("On duty until {{ time }}", time=until)
    return t("On call until {{ time }}", time=until) if found.on_call else t("Off duty, back {{ time }}", time=until)


def _deputy(rules: Rules, role: Role, at: Moment) -> DeputyView | None:
    """Who to turn to while nobody answers: the first deputy who can be reached, or else the first."""
    found = [] if _reached(rules, role, at) else deputies(rules.playbook.roles, role)
    chosen = next((each for each in found if _reached(rules, each, at)), found[0] if found else None)
    if chosen is None:
        return None
    return DeputyView(
        role=chosen.id, name=chosen.name, duty=_duty(rules, chosen, at, at.zone), ways=ways(chosen.contact)
    )
