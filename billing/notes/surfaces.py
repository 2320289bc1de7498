"""Surfaces of teeth in a note, after their tooth or before it. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from billing.notes.letters import NOT_SURFACES, PARTS, is_letters, surfaces_at
from billing.notes.page import Page
from billing.notes.teeth import Tooth

FILLED = frozenset({"material", "service"})
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
    used: set[int] = set()
    for group in groups.values():
        own = [(tooth, surfaces_at(page, tooth.last + 1)) for tooth in group]
        told = [Surface(t.tooth, s[0], t.last + 1, s[1]) for t, s in own if s]
        before = None if told else _before(page, group[0].first)
        if before:
            told = [Surface(tooth.tooth, *before) for tooth in group]
        used |= {place for one in told for place in range(one.first, one.last + 1)}
        yield from told
    yield from _apart(page, teeth, used)


def _apart(page: Page, teeth: Sequence[Tooth], used: set[int]) -> Iterator[Surface]:
    """`#5 … . Replaced with DO composite`: of the one tooth named last, a sentence ago at most."""
    place_of = {tooth.last: tooth for tooth in teeth}
    sizes = Counter(tooth.group for tooth in teeth)
    last: Tooth | None = None
    for place, token in enumerate(page.tokens):
        last = place_of.get(place, last)
        if last is None or place in used or sizes[last.group] > 1 or not _stands_alone(page, place):
            continue
        if page.bounds.sentence[place] - page.bounds.sentence[last.last] <= 1:
            yield Surface(last.tooth, token.word.upper(), place, place)


def _stands_alone(page: Page, place: int) -> bool:
    """Two capitals or more beside a filling."""
    token = page.token(place)
    if len(token.word) < 2 or not token.is_upper or not is_letters(token.word):
        return False
    if page.word(place + 1) in PARTS or (token.word in NOT_SURFACES and token.word != "do"):
        return False
    return bool({page.kind_at.get(place + 1), page.kind_at.get(place - 1)} & FILLED)


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
