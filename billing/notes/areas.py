"""Quadrants, arches and the whole mouth in a note. Pure."""

from collections.abc import Iterator

from billing.notes.page import Found, Page

SHORT = {q + tail: q.upper() for q in ("ur", "ul", "ll", "lr") for tail in ("", "q")}
SHORT |= {"urquad": "UR", "ulquad": "UL", "llquad": "LL", "lrquad": "LR"}
ARCH = {"upper": "U", "maxillary": "U", "lower": "L", "mandibular": "L", "max": "U", "mand": "L"}
SIDE = {"right": "R", "left": "L", "rt": "R", "lt": "L", "r": "R", "l": "L"}
BY_NUMBER = {1: "UR", 2: "UL", 3: "LL", 4: "LR"}
ALL = ("UR", "UL", "LL", "LR")
WORK = frozenset({"denture", "partial", "arch", "complete", "full", "dentures", "immediate", "rpd",
                  "impression", "imp", "reline", "night", "occlusal", "ng", "alveoloplasty",
                  "edentulous", "flipper", "jaw", "cd", "ridge", "cast", "alginate"})  # fmt: skip


def find_areas(page: Page) -> Iterator[Found]:
    """`quadrant` as UR, UL, LL or LR, `arch` as U or L; all four where a note says so."""
    place = 0
    while place < len(page):
        found = list(_at(page, place))
        yield from found
        place = found[-1].last + 1 if found else place + 1


def _at(page: Page, place: int) -> Iterator[Found]:
    word, after = page.word(place), page.word(place + 1)
    if word in SHORT and page.word(place - 1) != "'":
        yield Found("quadrant", SHORT[word], place, place)
    elif word in ARCH:
        yield from _side_or_arch(page, place)
    elif word in {"all", "x"} or page.number(place) == 4:
        yield from _all_four(page, place)
    elif word in {"q", "quad", "quads", "quadrant"} and page.number(place + 1) in BY_NUMBER:
        if word != "q" or page.token(place + 1).is_glued:
            yield Found("quadrant", BY_NUMBER[page.number(place + 1) or 1], place, place + 1)
    elif word == "full" and after == "mouth" and page.word(place + 2) not in {"series", "x"}:
        yield Found("area", "mouth", place, place + 1)
    elif word == "fm" and page.kind_at.get(place + 1) == "service":
        yield Found("area", "mouth", place, place)


def _side_or_arch(page: Page, place: int) -> Iterator[Found]:
    word, after = page.word(place), page.word(place + 1)
    arches, last = ARCH[word], place
    if after in {"and", "&", "/"} and page.word(place + 2) in ARCH:
        arches, last = arches + ARCH[page.word(place + 2)], place + 2
        after = page.word(last + 1)
    if after in SIDE and (len(after) > 1 or page.word(last + 2) in {"quad", "quadrant", "srp"}):
        for arch in arches:
            yield Found("quadrant", arch + SIDE[after], place, last + 1)
        yield from _other_side(page, arches, last + 1)
    elif {after, page.word(last + 2), page.word(last + 3)} & WORK:
        for arch in arches:
            yield Found("arch", arch, place, last)


def _other_side(page: Page, arches: str, last: int) -> Iterator[Found]:
    """`upper right and left`"""
    if page.word(last + 1) in {"and", "&"} and page.word(last + 2) in SIDE:
        for arch in arches:
            yield Found("quadrant", arch + SIDE[page.word(last + 2)], last + 2, last + 2)


def _all_four(page: Page, place: int) -> Iterator[Found]:
    last = place + 1 if page.word(place + 1) in {"four", "4"} else place
    quads = {"quads", "quad", "quadrants", "qs"}
    if page.word(last + 1) in quads and page.word(place) != "x":
        for quadrant in ALL:
            yield Found("quadrant", quadrant, place, last + 1)
