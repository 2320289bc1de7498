"""Surfaces of teeth in a note, after their tooth or before it. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from billing.notes.letters import NOT_SURFACES, is_letters, surfaces_at
from billing.notes.page import Page
from billing.notes.teeth import Tooth

BEFORE_MAX = 5
LINKS = frozenset(
    {"on", "#", "tooth", "of", "-", "for", "restoration", "resto", ":", "placed", "done"}
)


class Surface(NamedTuple):
    tooth: str
    letters: str
    first: int
    last: int


def find_surfaces(page: Page, teeth: Sequence[Tooth]) -> Iterator[Surface]:
    """Of each tooth; a list that shares what stands before it shares it."""
    groups: dict[int, list[Tooth]] = {}
    for tooth in teeth:
        groups.setdefault(tooth.group, []).append(tooth)
    for group in groups.values():
        own = [(tooth, surfaces_at(page, tooth.last + 1)) for tooth in group]
        told = [Surface(t.tooth, s[0], t.last + 1, s[1]) for t, s in own if s]
        before = None if told else _before(page, group[0].first)
        if before:
            told = [Surface(tooth.tooth, *before) for tooth in group]
        yield from told


def _before(page: Page, first: int) -> tuple[str, int, int] | None:
    """`MOD composite on #30`"""
    for place in range(first - 1, max(-1, first - 1 - BEFORE_MAX), -1):
        token = page.token(place)
        if is_letters(token.word) and token.is_upper and _is_sure(page, place):
            return token.word.upper(), place, place
        if token.word not in LINKS and page.kind_at.get(place) not in {"material", "service"}:
            return None
    return None


def _is_sure(page: Page, place: int) -> bool:
    word, after = page.word(place), page.kind_at.get(place + 1)
    if len(word) == 1:
        return after in {"material", "service"} and word not in {"i", "v"}
    return word not in NOT_SURFACES or (word == "do" and bool(after or page.word(place + 1) == "#"))
