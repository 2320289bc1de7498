"""Teeth in a note: marked ones, lists and ranges, and bare numbers beside what is done. Pure.

A bare number is a tooth only where its neighbours make it one; what could be either is left.
"""

from collections.abc import Iterator
from typing import NamedTuple

from billing.coding.notation import universal
from billing.notes.letters import surfaces_at
from billing.notes.page import Page
from billing.notes.tokens import words
from billing.notes.tooth_lists import (
    NOT_ALONE,
    SIGNS,
    UNITS,
    can_be,
    is_bare_letter,
    is_dotted,
    list_from,
)

AFTER_SIGN = frozenset({"#", "no", ".", ":", "number", "numbers", "nos", "fdi", "iso", "(", ")"})
NOT_BEFORE = frozenset({"$", "/", ".", "x", "class", "grade", "age"})
TOOTH_WORK = words(
    "filling crown crown_prep crown_seat buildup post onlay inlay veneer root_canal retreatment"
    " pulpotomy pulpectomy pulp_cap extraction surgical_extraction implant sealant temp_crown"
    " recement bridge graft"
)


class Tooth(NamedTuple):
    """`group` numbers the list it stands in."""

    tooth: str
    first: int
    last: int
    group: int


def find_teeth(page: Page) -> Iterator[Tooth]:
    """In the order of the text; teeth of a range share its place."""
    work = _work_places(page)
    place = group = 0
    while place < len(page):
        start = _start(page, place, work)
        items = list_from(page, start, _is_iso(page, place, start)) if start is not None else []
        for item in items:
            yield Tooth(*item, group)
        group += bool(items)
        place = items[-1].last + 1 if items else place + 1


def _start(page: Page, place: int, work: dict[str, set[int]]) -> int | None:
    """Where the first tooth of a list stands, if one begins here."""
    word = page.word(place)
    if word in SIGNS:
        after = place + 1
        while page.word(after) in AFTER_SIGN and after < place + 5:
            after += 1
        return after if can_be(page, after, marked=True) else None
    if word == "t" and (page.word(place + 1) == "." or page.token(place + 1).is_glued):
        after = place + 2 if page.word(place + 1) == "." else place + 1
        return after if page.number(after) is not None and can_be(page, after) else None
    if word in {"fdi", "iso"} and page.number(place + 1) is not None:
        return place + 1
    return place if _is_bare(page, place, work) else None


def _is_bare(page: Page, place: int, work: dict[str, set[int]]) -> bool:
    token = page.token(place)
    if token.number is None:
        return (
            place in work["after"] and token.word not in NOT_ALONE and is_bare_letter(page, place)
        )
    names_tooth = universal(token.word, iso=page.iso) and len(token.word) <= 2
    if not names_tooth or token.word[0] == "0" or not can_be(page, place):
        return False
    has_surfaces = surfaces_at(page, place + 1, bare=True) is not None
    before = page.word(place - 1)
    if before in NOT_BEFORE or (before == ":" and not has_surfaces and place not in work["after"]):
        return False
    if place in work["after"] or has_surfaces:
        return page.word(place + 1) != "/"
    single = place + 1 in work["first"] and not page.word(place + 1).endswith("s")
    return single and page.word(place + 1) not in UNITS


def _work_places(page: Page) -> dict[str, set[int]]:
    """Where work on a tooth begins, ends, and the places just after."""
    work = [m for m in page.words["service"] if m.value in TOOTH_WORK]
    last = {m.last for m in work} | {m.last for m in page.words["step"] if m.value == "sectioned"}
    after = {place + 1 + (page.word(place + 1) in {"on", ":", "for"}) for place in last}
    return {"first": {m.first for m in work}, "last": last, "after": after}


def _is_iso(page: Page, place: int, start: int | None) -> bool:
    if start is None:
        return page.iso
    near = {page.word(n) for n in range(place - 3, start)}
    near |= {page.word(start + 1), page.word(start + 2)}
    if near & {"fdi", "iso"} or is_dotted(page, start):
        return True
    return page.iso and not near & {"universal", "uns"}
