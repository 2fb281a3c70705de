"""The colours of the site: legible in both schemes, and the priorities apart for readers who see fewer colours.

They are read out of the style sheet, where each stands once, as `light-dark(light, dark)` or as one for both.
"""

import re
from itertools import combinations
from pathlib import Path

import pytest

SHEET = Path(__file__).parents[1] / "generator/escalation_playbook/assets/ep.css"
SCHEMES = ("light", "dark")
PRIORITIES = ("P1", "P2", "P3", "P4")

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1 and linear in light."""

LEGIBLE = [
    *(("text", ground) for ground in ("surface", "sunken", "raised", "atint")),
    *(("muted", ground) for ground in ("surface", "sunken", "raised", "atint")),
    *(("accent", ground) for ground in ("surface", "sunken", "raised", "atint")),
    ("surface", "accent"),  # the main button
    ("surface", "text"),  # the flag of what is late
]
"""Words on their ground: 4.5 to 1 (WCAG 2.2, 1.4.3)."""
SEEN = [
    *(("control", ground) for ground in ("surface", "raised")),
    *(("focus", ground) for ground in ("surface", "sunken", "raised", "atint")),
]
"""Edges of what can be used, and the ring of focus: 3 to 1 (WCAG 2.2, 1.4.11)."""

SIGHT = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What is left of linear colours for each kind of sight (Machado, Oliveira and Fernandes 2009, complete)."""
APART = {"light": 41, "dark": 30}
"""How far two fills are apart at least, in CIE Lab: at 2.3 a difference is seen side by side."""


def linear(code: str) -> Colour:
    """A colour of six hexadecimal digits."""
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def tokens(selector: str) -> dict[str, dict[str, Colour]]:
    """Scheme → name → colour, as the first rule for the selector gives them."""
    rule = re.search(rf"^{re.escape(selector)} \{{(.*?)^\}}", SHEET.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert rule, selector
    found: dict[str, dict[str, Colour]] = {scheme: {} for scheme in SCHEMES}
    both = r"--ep-(\w+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));"
    for name, light, dark, one in re.findall(both, rule[1]):
        found["light"][name], found["dark"][name] = linear(light or one), linear(dark or one)
    return found


def luminance(colour: Colour) -> float:
    """How light it is, from 0 to 1."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of contrast, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: Colour, sight: str) -> Colour:
    """The colour as it is seen, in CIE Lab under daylight (D65)."""
    red, green, blue = (
        min(1.0, max(0.0, sum(share * part for share, part in zip(row, colour, strict=True)))) for row in SIGHT[sight]
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (each ** (1 / 3) if each > 216 / 24389 else (24389 / 27 * each + 16) / 116 for each in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: Colour, other: Colour) -> float:
    """How far two colours are apart."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_are_legible(scheme: str) -> None:
    """Every colour of words, on every ground it stands on."""
    colours = tokens("body")[scheme]
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in LEGIBLE}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_and_focus_are_seen(scheme: str) -> None:
    """What can be used has an edge, and what has the focus a ring."""
    colours = tokens("body")[scheme]
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in SEEN}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 3} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("priority", PRIORITIES)
def test_a_priority_is_legible(priority: str, scheme: str) -> None:
    """Its word in its badge, and on the tint of it."""
    colours = tokens(f'[data-priority="{priority}"]')[scheme]
    assert contrast(colours["on"], colours["fill"]) >= 4.5
    assert contrast(colours["ink"], colours["tint"]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sight", SIGHT)
def test_priorities_are_apart_for_every_sight(sight: str, scheme: str) -> None:
    """Two badges are never taken for each other by their colour; their code and mark say it besides."""
    fills = {each: lab(tokens(f'[data-priority="{each}"]')[scheme]["fill"], sight) for each in PRIORITIES}
    apart = {pair: distance(fills[pair[0]], fills[pair[1]]) for pair in combinations(PRIORITIES, 2)}
    assert {pair: round(far, 1) for pair, far in apart.items() if far < APART[scheme]} == {}


def test_the_measure_of_contrast_is_the_known_one() -> None:
    """Black on white is 21 to 1, a colour on itself 1; grey #767676 is the lightest legible one on white."""
    white, black, grey = linear("#ffffff"), linear("#000000"), linear("#767676")
    assert round(contrast(white, black), 6) == 21
    assert contrast(grey, grey) == 1
    assert 4.5 <= contrast(grey, white) < 4.55
    assert [round(each) for each in lab(linear("#ff0000"), "full")] == [53, 80, 67]
