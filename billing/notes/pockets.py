"""Probing depths: six numbers of a tooth, groups of three, and pockets in millimetres. Pure."""

from collections.abc import Iterator

from billing.notes.page import Found, Page
from billing.notes.tokens import words

PROBING = words("pd pds probing probe probed depths pocket pockets pocketing perio")
BETWEEN = frozenset({"/", "-", ",", "b", "l", "f", "p", ":", "buccal", "lingual", "facial"})
SITES, DEEPEST_MM = 6, 19
NEAR = 12


def find_pockets(page: Page) -> Iterator[Found]:
    """`probing` as the digits of three or six sites; `pocket` as millimetres, `5` or `4-6`."""
    context = _near_probing(page)
    place = 0
    while place < len(page):
        found = None
        if page.number(place) is not None and not page.taken[place]:
            found = _millimetres(page, place, context) or _sites(page, place, context)
        if found:
            page.take(found.first, found.last)
            yield found
        place = found.last + 1 if found else place + 1


def _near_probing(page: Page) -> bytearray:
    """Tokens with a word of probing before them in the sentence."""
    near, seen = bytearray(len(page)), -1
    for place, token in enumerate(page.tokens):
        if token.word in PROBING:
            seen = place
        elif token.word == "\n" and page.word(place + 1) == "\n":
            seen = -1
        same = seen >= 0 and page.bounds.sentence[seen] == page.bounds.sentence[place]
        near[place] = same or (seen >= 0 and page.word(seen + 1) == ":")
    return near


def _millimetres(page: Page, first: int, context: bytearray) -> Found | None:
    """`5mm pockets`, `4-6 mm pockets`, `pockets to 7 mm`, `PD 5`."""
    low, last = page.number(first), first
    high = None
    if page.word(first + 1) in {"-", "to"} and page.number(first + 2) is not None:
        high, last = page.number(first + 2), first + 2
    is_mm = page.word(last + 1) == "mm"
    if low is None or low > DEEPEST_MM or (high or 0) > DEEPEST_MM or not is_mm:
        return None
    if not context[first] and not _names_pockets(page, last + 2):
        return None
    return Found("pocket", f"{low}-{high}" if high else f"{low}", first, last + 1)


def _names_pockets(page: Page, place: int) -> bool:
    return any(page.word(one) in PROBING for one in range(place, place + 4))


def _sites(page: Page, first: int, context: bytearray) -> Found | None:
    """Three digits together or three single ones, once or twice, in one clause of probing."""
    digits, last, place = "", first, first
    while place < first + NEAR and len(digits) < SITES:
        word = page.word(place)
        if page.number(place) is not None and _is_depths(word):
            digits, last = digits + word, place
        elif word not in BETWEEN or (word in {":", ","} and not digits):
            break
        place += 1
    beyond = page.number(last + 1) is not None or (
        page.word(last + 1) == "-" and page.number(last + 2) is not None
    )
    if len(digits) not in {3, 6} or beyond:
        return None
    groups_of_three = len(page.word(first)) == 3
    if not context[first] and not (groups_of_three and len(digits) == SITES):
        return None
    return Found("probing", digits, first, last)


def _is_depths(word: str) -> bool:
    return len(word) in {1, 3} and word.isascii() and word.isdigit() and "0" not in word
