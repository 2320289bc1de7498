"""Teeth in a note: marked ones, lists and ranges, and bare numbers beside what is done. Pure.

A bare number is a tooth only where its neighbours make it one; what could be either is left.
"""

from collections.abc import Iterator
from typing import NamedTuple

from billing.coding.notation import ISO, universal
from billing.coding.teeth import PERMANENT, PRIMARY, TEETH
from billing.notes.letters import surfaces_at
from billing.notes.page import Page

SIGNS = frozenset({"#", "tooth", "teeth", "th", "tth"})
AFTER_SIGN = frozenset({"#", "no", ".", ":", "number", "numbers", "nos", "fdi", "iso", "s", "(", ")"})
JOINS = frozenset({",", "&", "and", "+", "/"})
SPANS = frozenset({"-", "to", "thru", "through"})
UNITS = frozenset(
    "mm % carp carps carpule carpules ml cc mg teeth surface surfaces quad quads quadrants unit"
    " units visit visits min mins minutes week weeks wk wks day days month months mo. yr yrs year"
    " years hours hrs x films pa pas bwx bw bws am pm of times roots canals root canal appts x-rays"
    " sutures photos injections cartridge cartridges cart carts xrays images old yo pack".split()
)
TOOTH_WORK = frozenset(
    "filling crown crown_prep crown_seat buildup post onlay inlay veneer root_canal retreatment"
    " pulpotomy pulpectomy pulp_cap extraction surgical_extraction implant sealant temp_crown"
    " recement bridge graft".split()
)
NOT_ALONE = frozenset({"a", "i"})


class Tooth(NamedTuple):
    """`group` numbers the list it stands in."""

    tooth: str
    first: int
    last: int
    group: int


class _Item(NamedTuple):
    tooth: str
    first: int
    last: int


def find_teeth(page: Page) -> Iterator[Tooth]:
    """In the order of the text; teeth of a range share its place."""
    work = _work_places(page)
    place = group = 0
    while place < len(page):
        start = _start(page, place, work)
        items = _list(page, start, _is_iso(page, place, start)) if start is not None else []
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
        return after if _can_be(page, after, marked=True) else None
    if word == "t" and (page.word(place + 1) == "." or page.token(place + 1).is_glued):
        after = place + 2 if page.word(place + 1) == "." else place + 1
        return after if page.number(after) is not None and _can_be(page, after) else None
    if word in {"fdi", "iso"} and page.number(place + 1) is not None:
        return place + 1
    return place if _is_bare(page, place, work) else None


def _can_be(page: Page, place: int, *, marked: bool = False) -> bool:
    token = page.token(place)
    if token.number is not None:
        is_unit = page.word(place + 1) in UNITS and not (marked and page.word(place - 1) == "#")
        return not page.taken[place] and not is_unit and not _is_decimal(page, place)
    if not marked or token.word.upper() not in TEETH:
        return False
    return page.word(place - 1) == "#" or _is_letter(page, place)


def _is_decimal(page: Page, place: int) -> bool:
    dot, after = page.token(place + 1), page.token(place + 2)
    is_decimal = dot.word == "." and after.is_glued and after.number is not None
    return is_decimal and not (dot.is_glued and universal_of_dotted(page, place))


def universal_of_dotted(page: Page, place: int) -> str:
    """`1.6` as ISO is written in some places, after a sign of a tooth."""
    if page.word(place - 1) not in SIGNS | {"fdi", "iso", "."}:
        return ""
    return ISO.get(page.word(place) + page.word(place + 2), "")


def _is_letter(page: Page, place: int) -> bool:
    """A primary tooth's name: a capital that is not a word of the sentence."""
    token, after = page.token(place), page.word(place + 1)
    if not token.is_upper or (after == "'" or page.word(place - 1) == "'"):
        return False
    if token.word not in NOT_ALONE:
        return True
    ends = not after or not after[0].isalnum() or page.kind_at.get(place + 1) == "service"
    return ends or surfaces_at(page, place + 1) is not None


def _is_bare(page: Page, place: int, work: dict[str, set[int]]) -> bool:
    token = page.token(place)
    if token.number is None:
        return place in work["after"] and token.word not in NOT_ALONE and _is_bare_letter(page, place)
    names_tooth = universal(token.word, iso=page.iso) and len(token.word) <= 2
    if not names_tooth or token.word[0] == "0" or not _can_be(page, place):
        return False
    if page.word(place - 1) in {"$", "/", ":", ".", "x", "class", "grade", "age"} - {
        ":" if place - 2 in work["last"] else ""
    }:
        return False
    if place in work["after"] or surfaces_at(page, place + 1, bare=True) is not None:
        return page.word(place + 1) != "/"
    single = place + 1 in work["first"] and not page.word(place + 1).endswith("s")
    return single and page.word(place + 1) not in UNITS


def _is_bare_letter(page: Page, place: int) -> bool:
    token = page.token(place)
    return len(token.word) == 1 and token.word.upper() in PRIMARY and _is_letter(page, place)


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
    if near & {"fdi", "iso"} or _is_dotted(page, start):
        return True
    return page.iso and not near & {"universal", "uns"}


def _is_dotted(page: Page, place: int) -> bool:
    glued = page.word(place + 1) == "." and page.token(place + 2).is_glued
    return glued and bool(universal_of_dotted(page, place))


def _list(page: Page, start: int, iso: bool) -> list[_Item]:
    first = _item(page, start, iso)
    items = [first] if first else []
    while items:
        more = _next(page, items[-1], iso)
        if not more:
            break
        items += more
    return items


def _item(page: Page, place: int, iso: bool) -> _Item | None:
    if iso and _is_dotted(page, place):
        return _Item(universal_of_dotted(page, place), place, place + 2)
    name = page.word(place)
    tooth = "" if len(name) > 2 else universal(name, iso=iso and name.isdigit())
    return _Item(tooth, place, place) if tooth else None


def _next(page: Page, last: _Item, iso: bool) -> list[_Item]:
    """The next of the list, or all of a range; surfaces of the last may stand between."""
    spelt = surfaces_at(page, last.last + 1)
    join = (spelt[1] if spelt else last.last) + 1
    mark = page.word(join)
    if mark not in JOINS and mark not in SPANS:
        return []
    place = join + 1
    if mark == "," and page.word(place) in {"and", "&"}:
        place += 1
    is_signed = page.word(place) in {"#", "tooth"}
    place += is_signed
    if not (_can_be(page, place, marked=is_signed) or _is_listed_letter(page, last, place)):
        return []
    if _is_other_number(page, place, mark, is_signed):
        return []
    item = _item(page, place, iso)
    if item is None:
        return []
    return _between(last, item) if mark in SPANS and not spelt else [item]


def _is_other_number(page: Page, place: int, mark: str, is_signed: bool) -> bool:
    """`#3, 2 PA` and `#3 and 2 carps`: a number with its own noun; `#14 / 3` a fraction."""
    if is_signed:
        return False
    other = page.kind_at.get(place + 1) in {"film", "anesthetic"}
    return other or (mark == "/" and not page.token(place).is_glued)


def _is_listed_letter(page: Page, last: _Item, place: int) -> bool:
    return last.tooth[0] in PRIMARY and _is_bare_letter(page, place)


def _between(last: _Item, item: _Item) -> list[_Item]:
    """Teeth after the last up to this one, as they stand in the jaw."""
    for row in (PERMANENT, PRIMARY):
        if last.tooth in row and item.tooth in row:
            one, other = row.index(last.tooth), row.index(item.tooth)
            step = 1 if other > one else -1
            return [_Item(row[n], last.first, item.last) for n in range(one + step, other + step, step)]
    return [item]
