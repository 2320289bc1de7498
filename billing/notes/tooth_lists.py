"""One tooth after another: lists and ranges of teeth, from the first on. Pure."""

from typing import NamedTuple

from billing.coding.notation import ISO, universal
from billing.coding.teeth import PERMANENT, PRIMARY, TEETH
from billing.notes.letters import surfaces_at
from billing.notes.page import Page
from billing.notes.tokens import words

COUNT_MAX = 4
SIGNS = frozenset({"#", "tooth", "teeth", "th", "tth"})
JOINS = frozenset({",", "&", "and", "+", "/"})
SPANS = frozenset({"-", "to", "thru", "through"})
UNITS = words(
    "mm % carp carps carpule carpules ml cc mg teeth surface surfaces quad quads quadrants unit"
    " units visit visits min mins minutes week weeks wk wks day days month months mo. yr yrs year"
    " years hours hrs x films pa pas bwx bw bws am pm of times roots canals root canal appts x-rays"
    " sutures photos injections cartridge cartridges cart carts xrays images old yo pack"
)
NOT_ALONE = frozenset({"a", "i"})


class Item(NamedTuple):
    tooth: str
    first: int
    last: int


def list_from(page: Page, start: int, iso: bool) -> list[Item]:
    first = _item(page, start, iso)
    items = [first] if first else []
    while items:
        more = _next(page, items[-1], iso)
        if not more:
            break
        items += more
    return items


def _item(page: Page, place: int, iso: bool) -> Item | None:
    if iso and is_dotted(page, place):
        return Item(universal_of_dotted(page, place), place, place + 2)
    name = page.word(place)
    tooth = "" if len(name) > 2 else universal(name, iso=iso and name.isdigit())
    return Item(tooth, place, place) if tooth else None


def _next(page: Page, last: Item, iso: bool) -> list[Item]:
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
    if not (can_be(page, place, marked=is_signed) or _is_listed_letter(page, last, place)):
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
    other = _is_count(page, place, mark) or page.kind_at.get(place + 1) in {"film", "anesthetic"}
    return other or (mark == "/" and not page.token(place).is_glued)


def _is_count(page: Page, place: int, mark: str) -> bool:
    """`#19, 2 crowns`; but `#2, 3 sealants` are two teeth side by side."""
    number, before = page.number(place), page.number(place - 2)
    plural = page.kind_at.get(place + 1) == "service" and page.word(place + 1).endswith("s")
    small = mark in JOINS and number is not None and number <= COUNT_MAX
    return plural and small and (before is None or abs(before - (number or 0)) > 1)


def _is_listed_letter(page: Page, last: Item, place: int) -> bool:
    return last.tooth[0] in PRIMARY and is_bare_letter(page, place)


def _between(last: Item, item: Item) -> list[Item]:
    """Teeth after the last up to this one, as they stand in the jaw."""
    for row in (PERMANENT, PRIMARY):
        if last.tooth in row and item.tooth in row:
            one, other = row.index(last.tooth), row.index(item.tooth)
            step = 1 if other > one else -1
            return [
                Item(row[n], last.first, item.last) for n in range(one + step, other + step, step)
            ]
    return [item]


def can_be(page: Page, place: int, *, marked: bool = False) -> bool:
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
    listed = after in {"and", "&"} and len(page.word(place + 2)) == 1
    ends = listed or not after or not after[0].isalnum() or page.kind_at.get(place + 1) == "service"
    return ends or surfaces_at(page, place + 1) is not None


def is_bare_letter(page: Page, place: int) -> bool:
    token = page.token(place)
    return len(token.word) == 1 and token.word.upper() in PRIMARY and _is_letter(page, place)


def is_dotted(page: Page, place: int) -> bool:
    glued = page.word(place + 1) == "." and page.token(place + 2).is_glued
    return glued and bool(universal_of_dotted(page, place))
