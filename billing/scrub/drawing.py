"""A tooth chart as shapes: each tooth a square of five surfaces, as seen from the front. Pure.

Upper teeth stand above lower ones, the patient's right on the left. A tooth's outer side points
away from the middle of the chart, its mesial side towards the midline.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from billing.coding.teeth import PRIMARY, beside, is_tooth
from billing.scrub.facts import ClaimFacts

SIDE, GAP, LABEL = 22, 4, 14  # of a tooth, between teeth, of its number, in units of the picture
EDGE = 7  # from a tooth's outline to its inner square
UPPER, LOWER = [str(n) for n in range(1, 17)], [str(n) for n in range(32, 16, -1)]
UPPER_PRIMARY, LOWER_PRIMARY = PRIMARY[:10], tuple(reversed(PRIMARY[10:]))
OUTER = frozenset("BFV")
INNER, MIDDLE = frozenset("L"), frozenset("OI")


class Part(NamedTuple):
    """One surface: its letter for people, its outline, and whether the claim names it."""

    letter: str
    points: str
    is_named: bool


class Shape(NamedTuple):
    """One tooth. `state` is asked, found, missing, done or ""."""

    tooth: str
    x: int
    y: int
    label_y: int
    state: str
    parts: tuple[Part, ...]


class Chart(NamedTuple):
    width: int
    height: int
    shapes: tuple[Shape, ...]
    words: str


def chart_of(facts: ClaimFacts, found: Collection[str]) -> Chart | None:
    """Of a claim's teeth; `found` are those a finding stands on. None where it names no tooth."""
    asked = _asked(facts)
    if not asked:
        return None
    states = _states(facts, asked, found)
    rows = [UPPER, LOWER]
    if any(tooth in PRIMARY for tooth in asked):
        rows = [UPPER, list(UPPER_PRIMARY), list(LOWER_PRIMARY), LOWER]
    shapes = [
        shape
        for place, row in enumerate(rows)
        for shape in _row(row, place, place < len(rows) // 2, states, asked)
    ]
    step = SIDE + LABEL + GAP
    words = ", ".join(
        f"tooth {tooth} {' '.join(sorted(parts))}".strip() for tooth, parts in asked.items()
    )
    return Chart(16 * (SIDE + GAP) + GAP, len(rows) * step + GAP, tuple(shapes), words)


def _asked(facts: ClaimFacts) -> dict[str, set[str]]:
    """Teeth on the claim's lines, with the surfaces named."""
    asked: dict[str, set[str]] = {}
    for line in facts.lines:
        for tooth in (line.tooth, *line.teeth):
            if is_tooth(tooth):
                asked.setdefault(beside(tooth), set()).update(line.surfaces)
    return asked


def _states(facts: ClaimFacts, asked: Iterable[str], found: Collection[str]) -> dict[str, str]:
    """Later ones stand above earlier ones."""
    states = {beside(one.tooth): "done" for one in facts.history if one.tooth}
    states |= {beside(one.tooth): "missing" for one in facts.missing}
    states |= dict.fromkeys(asked, "asked")
    return states | {beside(tooth): "found" for tooth in found if is_tooth(tooth)}


def _row(
    row: Iterable[str],
    place: int,
    is_upper: bool,
    states: dict[str, str],
    asked: dict[str, set[str]],
) -> Iterable[Shape]:
    teeth = list(row)
    left = GAP + (16 - len(teeth)) * (SIDE + GAP) // 2
    top = GAP + place * (SIDE + LABEL + GAP)
    for number, tooth in enumerate(teeth):
        x, y = left + number * (SIDE + GAP), top + (LABEL if is_upper else 0)
        label_y = y - 4 if is_upper else y + SIDE + 11
        mesial_is_right = number < len(teeth) // 2
        parts = _parts(x, y, is_upper, mesial_is_right, asked.get(tooth, set()))
        yield Shape(tooth, x + SIDE // 2, y, label_y, states.get(tooth, ""), parts)


def _parts(
    x: int, y: int, is_upper: bool, mesial_is_right: bool, named: Collection[str]
) -> tuple[Part, ...]:
    far_x, far_y = x + SIDE, y + SIDE
    in_x, in_y, out_x, out_y = x + EDGE, y + EDGE, far_x - EDGE, far_y - EDGE
    top = f"{x},{y} {far_x},{y} {out_x},{in_y} {in_x},{in_y}"
    bottom = f"{x},{far_y} {far_x},{far_y} {out_x},{out_y} {in_x},{out_y}"
    left = f"{x},{y} {in_x},{in_y} {in_x},{out_y} {x},{far_y}"
    right = f"{far_x},{y} {out_x},{in_y} {out_x},{out_y} {far_x},{far_y}"
    middle = f"{in_x},{in_y} {out_x},{in_y} {out_x},{out_y} {in_x},{out_y}"
    outer, inner = (top, bottom) if is_upper else (bottom, top)
    mesial, distal = (right, left) if mesial_is_right else (left, right)
    return (
        Part("B", outer, bool(OUTER & set(named))),
        Part("L", inner, bool(INNER & set(named))),
        Part("M", mesial, "M" in named),
        Part("D", distal, "D" in named),
        Part("O", middle, bool(MIDDLE & set(named))),
    )
