"""Anaesthesia: its agents and ways are words; here percents, epinephrine and carpules. Pure."""

from collections.abc import Iterator

from billing.notes.page import Found, Page
from billing.notes.tokens import words

CARPULES = words("carp carps carpule carpules cart carts cartridge cartridges cc ml crp")
EPI = frozenset(("epi", "epinephrine", "levo", "neo", "adrenaline"))


def find_numbing(page: Page) -> Iterator[Found]:
    """`percent` as `2%`, `epinephrine` as `1:100000`, `carpules` as `1.7` or `34 mg`."""
    for place, token in enumerate(page.tokens):
        found = None
        if token.word == "%":
            found = _percent(page, place)
        elif token.word == ":" and page.number(place - 1) == 1:
            found = _ratio(page, place)
        elif token.word in EPI:
            found = _short_ratio(page, place)
        elif token.word in CARPULES:
            found = _carpules(page, place)
        if found:
            page.take(found.first, found.last)
            yield found


def _percent(page: Page, place: int) -> Found | None:
    near = range(max(0, place - 4), min(len(page), place + 4))
    agent = any(page.kind_at.get(n) == "anesthetic" for n in near)
    if not agent or page.number(place - 1) is None:
        return None
    first = place - 1
    told = page.word(first)
    if page.word(first - 1) == "." and page.number(first - 2) is not None:
        first, told = first - 2, f"{page.word(first - 2)}.{told}"
    return Found("percent", f"{told}%", first, place)


def _ratio(page: Page, place: int) -> Found | None:
    """`1:100,000`, `1:100k` and `1:100`."""
    thousands, after = page.number(place + 1), page.word(place + 2)
    if thousands in {100000, 200000, 50000, 20000}:
        return Found("epinephrine", f"1:{thousands}", place - 1, place + 1)
    if thousands not in {100, 200, 50, 20} or thousands is None:
        return None
    if after == "," and page.word(place + 3) == "000":
        return Found("epinephrine", f"1:{thousands}000", place - 1, place + 3)
    last = place + 2 if after == "k" else place + 1
    return Found("epinephrine", f"1:{thousands}000", place - 1, last)


def _short_ratio(page: Page, place: int) -> Found | None:
    """`epi 1/100k`"""
    thousands = page.number(place + 3)
    if page.word(place + 1) != "1" or page.word(place + 2) != "/" or thousands not in {100, 200}:
        return None
    return Found("epinephrine", f"1:{thousands}000", place + 1, place + 3)


def _carpules(page: Page, place: int) -> Found | None:
    """`1.7 carps`, `2 carp`, `x 1 carpule`, `carps: 2`."""
    if page.number(place - 1) is not None:
        return _amount(page, place - 1, place)
    n = place + 2 if page.word(place + 1) in {":", "x"} else place + 1
    if page.number(n) is not None and page.word(n - 1) in {":", "x"}:
        return Found("carpules", page.word(n), place, n)
    return None


def _amount(page: Page, first: int, last: int) -> Found:
    told = page.word(first)
    if page.word(first - 1) == "." and page.token(first).is_glued:
        if page.number(first - 2) is not None:
            first, told = first - 2, f"{page.word(first - 2)}.{told}"
        else:
            first, told = first - 1, f"0.{told}"
    elif page.word(first - 1) == "/" and page.number(first - 2) == 1:
        first, told = first - 2, f"1/{told}"
    return Found("carpules", told, first, last)
