"""Dates, times of day and people in a note. Pure."""

from collections.abc import Iterator
from datetime import date

from billing.notes.page import Found, Page

MONTHS = {
    name: n
    for n, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
YEARS = range(1940, 2100)
TITLES = {"dr", "doctor", "rdh", "rda", "hygienist"}


def find_days(page: Page) -> Iterator[Found]:
    """`date` as 2026-07-09, 2012-05 or 2012; `time` as 14:30; `who` by title and name."""
    for place, token in enumerate(page.tokens):
        if page.taken[place]:
            continue
        found = None
        if token.number is not None:
            found = _written_out(page, place) or _time(page, place) or _year(page, place)
        elif token.word in MONTHS:
            found = _by_month(page, place)
        elif token.word in TITLES:
            found = _person(page, place)
        if found:
            page.take(found.first, found.last)
            yield found


def _written_out(page: Page, first: int) -> Found | None:
    """Three numbers with the same mark between; dots mean day first, else month or year first."""
    mark = page.word(first + 1)
    if mark not in {"/", "-", "."} or page.word(first + 3) != mark:
        return _month_and_year(page, first)
    parts = [page.number(first + n) for n in (0, 2, 4)]
    glued = all(page.token(first + n).is_glued for n in range(1, 5))
    if not glued or any(part is None for part in parts):
        return None
    if page.word(first + 5) in {"/", "-", "."} and page.token(first + 6).is_glued:
        return None if page.number(first + 6) is not None else _day(page, first, parts, mark)
    return _day(page, first, parts, mark)


def _day(page: Page, first: int, parts: list[int | None], mark: str) -> Found | None:
    one, two, three = (part or 0 for part in parts)
    if one in YEARS:
        year, month, day = one, two, three
    elif len(page.word(first + 4)) not in {2, 4}:
        return None
    else:
        year = three if three > 99 else 2000 + three
        day_first = mark == "." or one > 12
        month, day = (two, one) if day_first else (one, two)
    if mark == "-" and one not in YEARS and three not in YEARS and len(page.word(first)) < 2:
        return None  # 5-4-5 are pockets
    try:
        return Found("date", date(year, month, day).isoformat(), first, first + 4)
    except ValueError:
        return None


def _month_and_year(page: Page, first: int) -> Found | None:
    month, year = page.number(first), page.number(first + 2)
    if page.word(first + 1) != "/" or month not in range(1, 13) or year not in YEARS:
        return None
    return Found("date", f"{year}-{month:02d}", first, first + 2)


def _time(page: Page, first: int) -> Found | None:
    hour, minute = page.number(first), page.number(first + 2)
    is_pair = page.word(first + 1) == ":" and page.token(first + 2).is_glued
    if not is_pair or hour not in range(24) or minute not in range(60):
        return None
    if len(page.word(first + 2)) != 2 or page.word(first - 1) == ":":
        return None
    assert hour is not None
    after = page.word(first + 3)
    if after == "k" or (after == "," and page.word(first + 4) == "000"):
        return None  # epinephrine
    hour += 12 * (after == "pm" and hour < 12)
    last = first + 3 if after in {"am", "pm"} else first + 2
    return Found("time", f"{hour:02d}:{minute:02d}", first, last)


def _year(page: Page, first: int) -> Found | None:
    year = page.number(first)
    if (
        year not in YEARS
        or len(page.word(first)) != 4
        or page.token(first + 1).is_glued * (page.word(first + 1) not in {".", ",", ";", ")", "\n"})
    ):
        return None
    if page.token(first).is_glued and page.word(first - 1) not in {"(", "'"}:
        return None
    if page.word(first + 1) in {"mg", "ml", "cents", "mm"}:
        return None
    return Found("date", str(year), first, first)


def _by_month(page: Page, first: int) -> Found | None:
    """`Jan 5, 2012` and `Jan 2012`."""
    day = page.number(first + 1)
    skip = 2 if page.word(first + 2) == "," else 1
    year = page.number(first + 1 + skip)
    if day in YEARS:
        return Found("date", f"{day}-{MONTHS[page.word(first)]:02d}", first, first + 1)
    if day is None or year not in YEARS:
        return None
    assert year is not None
    try:
        told = date(year, MONTHS[page.word(first)], day)
    except ValueError:
        return None
    return Found("date", told.isoformat(), first, first + 1 + skip)


def _person(page: Page, first: int) -> Found | None:
    name = first + 2 if page.word(first + 1) == "." else first + 1
    if not page.word(name).isalpha() or page.word(name) in {"to", "and", "will", "for", "the"}:
        return None
    return Found("who", page.word(name), first, name)
