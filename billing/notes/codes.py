"""Procedure codes that a note names. Pure."""

from collections.abc import Iterator

from billing.notes.page import Found, Page

DIGITS = 4


def find_codes(page: Page) -> Iterator[Found]:
    """`D2740`, by its letter and four digits that stand together."""
    for place, token in enumerate(page.tokens):
        after = page.token(place + 1)
        is_code = token.word == "d" and after.is_glued and after.number is not None
        if is_code and len(after.word) == DIGITS:
            page.take(place, place + 1)
            yield Found("code", f"D{after.word}", place, place + 1)
