"""How a payer's member numbers look, written so that no text can keep a reader busy. Pure.

A pattern is pieces in a row: a character, a class as `[A-Z]`, `\\d`, or a choice in brackets, each
perhaps with `?`, `*`, `+`, `{3}` or `{3,5}`. What could be read in many ways is refused: a repeat
of brackets, a second piece without end, and what looks back or ahead.
"""

import re

CHARACTERS_MAX, COUNT_MAX = 100, 100
# A piece that ends nowhere is as many ways as the longest text we ever try it on has characters.
ENDLESS_WAYS, WAYS_MAX = 10_000, 20_000
TOKEN = re.compile(
    r"(?P<open>\((?:\?:)?(?!\?))|(?P<close>\))|(?P<or>\|)|(?P<edge>[\^$])"
    r"|(?P<piece>\\[dw.\-/]|\[\^?(?:\\[dw.\-]|[A-Za-z0-9 ._/-])+\]|[A-Za-z0-9 ._/-])"
    r"|(?P<repeat>[?*+]|\{\d{1,3}(?:,\d{0,3})?\})",
    re.ASCII,
)


class NotAPattern(ValueError):
    """The text cannot be used as a member number's pattern; the message says what to change."""


def pattern(written: str) -> str:
    """The text itself, once it is sure to be harmless; "" is no pattern. Raises NotAPattern."""
    if len(written) > CHARACTERS_MAX:
        raise NotAPattern(f"It has {len(written)} characters; at most {CHARACTERS_MAX}.")
    try:
        re.compile(written)
    except (re.error, OverflowError, RecursionError) as error:
        raise NotAPattern(f"It cannot be read: {error}.") from error
    if _ways(_tokens(written)) > WAYS_MAX:
        raise NotAPattern("One number could fit in too many ways; name lengths, as {3,9}.")
    return written


def _tokens(written: str) -> list[tuple[str, str]]:
    found, place = [], 0
    while place < len(written):
        token = TOKEN.match(written, place)
        if token is None or token.lastgroup is None:
            raise NotAPattern(f"{written[place]!r} at place {place + 1} is not used here.")
        found.append((token.lastgroup, token.group()))
        place = token.end()
    return found


def _ways(tokens: list[tuple[str, str]]) -> int:
    """At least as many as there are ways to try the pattern on one text."""
    ways, before = 1, ""
    for kind, text in tokens:
        if kind == "or":
            ways *= 2
        elif kind == "repeat":
            ways *= _ways_of(text, before)
        before = kind
    return ways


def _ways_of(repeat: str, before: str) -> int:
    if before == "close" and repeat != "?":
        raise NotAPattern("Brackets take no repeat but '?'; write the parts one after another.")
    if before not in {"piece", "close"}:
        raise NotAPattern(f"{repeat!r} has nothing before it that it could repeat.")
    if repeat in "*+" or repeat.endswith(",}"):
        return ENDLESS_WAYS
    low, _, high = repeat.strip("{}").partition(",")
    least, most = (0, 1) if repeat == "?" else (int(low), int(high or low))
    if most > COUNT_MAX:
        raise NotAPattern(f"{most} times is too often; at most {COUNT_MAX}.")
    return most - least + 1
