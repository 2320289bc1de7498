"""Radiographs and photos in a note, with how many. Pure."""

from collections.abc import Iterator

from billing.notes.page import Found, Page

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "a": 1, "single": 1}
FILMS_MAX = 30
MANY = frozenset({"bitewing", "photo"})  # not of one tooth: a number after them counts


def find_films(page: Page) -> Iterator[Found]:
    """The value is the kind and the number where one is told: `bitewing 4`, `pano`."""
    for match in page.words["film"]:
        count, first, last = _count(page, match.first, match.last, match.value in MANY)
        if count:
            page.take(first, last)
        yield Found("film", f"{match.value} {count}" if count else match.value, first, last)


def _count(page: Page, first: int, last: int, is_many: bool) -> tuple[int | None, int, int]:
    before, after = page.word(first - 1), page.word(last + 1)
    number = page.number(first - 1) or NUMBERS.get(before)
    if number and number <= FILMS_MAX and page.word(first - 2) not in {"#", "tooth", "/"}:
        return number, first - 1, last
    if before in {"x", "-"} and page.number(first - 2) and page.token(first - 1).is_glued:
        return page.number(first - 2), first - 2, last
    if after in {"x", "(", ":"} and page.number(last + 2):
        return page.number(last + 2), first, last + 2
    if is_many and page.number(last + 1) in range(1, 9) and page.word(last + 2) != "/":
        return page.number(last + 1), first, last + 1
    return None, first, last
