"""The calibration plot as shapes: what was predicted against what was seen. Pure.

Both axes run from 0 to a round share above everything shown; a point's area is its claims.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from billing.risk.judging import Bin

SIDE, LEFT, TOP, BOTTOM, RIGHT = 300, 44, 12, 40, 24
DOT_MIN, DOT_MAX = 3.0, 8.0
TICKS = 4


class Dot(NamedTuple):
    """One bin of one series."""

    x: float
    y: float
    radius: float
    words: str


class Tick(NamedTuple):
    """A share on both axes: `x` along the lower one, `y` up the left one."""

    x: float
    y: float
    label: str


class Plot(NamedTuple):
    """Points of each series with the line through them, as an SVG of `width` by `height`."""

    width: int
    height: int
    ticks: tuple[Tick, ...]
    own: tuple[Dot, ...]
    own_line: str
    card: tuple[Dot, ...]
    card_line: str
    left: int
    top: int
    right: int
    bottom: int


def plot_of(own: Sequence[Bin], card: Sequence[Bin]) -> Plot:
    """Of the model's bins and the scorecard's over the same claims."""
    both = [*own, *card]
    highest = max(max(one.predicted, one.observed) for one in both)
    top = min(1.0, math.ceil(highest * 10 + 0.001) / 10)
    most = max(one.count for one in both)
    mine, theirs = (tuple(_dot(one, top, most) for one in bins) for bins in (own, card))
    return Plot(
        width=LEFT + SIDE + RIGHT,
        height=TOP + SIDE + BOTTOM,
        ticks=tuple(_tick(top * step / TICKS, top) for step in range(TICKS + 1)),
        own=mine,
        own_line=_line(mine),
        card=theirs,
        card_line=_line(theirs),
        left=LEFT,
        top=TOP,
        right=LEFT + SIDE,
        bottom=TOP + SIDE,
    )


def _dot(one: Bin, top: float, most: int) -> Dot:
    radius = DOT_MIN + (DOT_MAX - DOT_MIN) * math.sqrt(one.count / most)
    words = f"{one.count} claims: {one.predicted:.1%} predicted, {one.observed:.1%} denied"
    return Dot(_x(one.predicted, top), _y(one.observed, top), round(radius, 1), words)


def _tick(share: float, top: float) -> Tick:
    return Tick(_x(share, top), _y(share, top), f"{share:.1%}".replace(".0%", "%"))


def _x(share: float, top: float) -> float:
    return round(LEFT + SIDE * share / top, 1)


def _y(share: float, top: float) -> float:
    return round(TOP + SIDE * (1 - share / top), 1)


def _line(dots: Sequence[Dot]) -> str:
    return " ".join(f"{dot.x},{dot.y}" for dot in dots)
