"""Surfaces by their letters or names, where a tooth stands before them. Pure."""

from billing.notes.page import Page
from billing.notes.tokens import words

LETTERS = frozenset("modblfiv")
NOT_SURFACES = words(
    "fdi of if old mild mold mid void bold film limb fold bid lid mob do om dim lob vom bo dol lo"
)
OR_SURFACES = words("do mob bo dol lo om vom lob")  # in capitals before a filling
SPELT = {
    "mesial": "M", "mesio": "M", "occlusal": "O", "occluso": "O", "distal": "D", "disto": "D",
    "buccal": "B", "bucco": "B", "lingual": "L", "linguo": "L", "facial": "F", "incisal": "I",
    "mesioocclusal": "MO", "distoocclusal": "DO", "mesioocclusodistal": "MOD", "palatal": "L",
}  # fmt: skip
NOT_AFTER = frozenset({"infiltration", "infil", "bone", "nerve", "flap", "aspect", "plate", "root"})
PARTS = frozenset({"cusp", "cusps", "canal", "canals", "root", "roots", "line", "angle"})
LETTERS_MAX = 5


def surfaces_at(page: Page, place: int, *, bare: bool = False) -> tuple[str, int] | None:
    """The letters and their last token. `bare`: the number before has no sign, so be strict."""
    first = place + 1 if page.word(place) in {"-", "(", ":"} else place
    if page.word(place) == "," and len(page.word(place + 1)) > 1 and _is_filled(page, place + 1):
        first = place + 1
    if page.taken[first : first + 1] == b"\1":
        return None
    return _letters(page, place, first, bare) or _spelt(page, first, bare)


def _letters(page: Page, place: int, first: int, bare: bool) -> tuple[str, int] | None:
    token = page.token(first)
    joined = page.word(place) == "-" and page.token(place).is_glued and token.is_glued
    joined = joined or (first == place and token.is_glued)
    if not is_letters(token.word) or page.word(first + 1) in PARTS:
        return None
    last, word = first, token.word
    while len(word) == last - first + 1 and page.word(last + 1) == "-":
        if not (page.token(last + 2).is_glued and len(page.word(last + 2)) == 1):
            break
        if not is_letters(word + page.word(last + 2)):
            break
        last, word = last + 2, word + page.word(last + 2)
    if joined and len(word) > bare:
        return word.upper(), last
    filled = page.kind_at.get(last + 1) in {"material", "service"}
    if word in NOT_SURFACES and not (
        word in OR_SURFACES
        and token.is_upper
        and (filled or (word == "do" and _is_filled(page, last)))
    ):
        return None
    sure = token.is_upper or len(word) > 2 or _is_filled(page, last)
    alone = len(word) == 1 and (bare or word == "i" or not token.is_upper)
    return (word.upper(), last) if sure and not alone else None


def is_letters(word: str) -> bool:
    """Letters of surfaces, each once; no tooth has both a chewing face and an edge."""
    letters = set(word)
    fits = 0 < len(word) <= LETTERS_MAX and letters <= LETTERS and len(letters) == len(word)
    return fits and not {"o", "i"} <= letters


def _is_filled(page: Page, last: int) -> bool:
    """What follows is a filling, its material or the end."""
    after = page.word(last + 1)
    ends = not after or after in {",", ".", "\n", ";", ")", "#", "&", "/", ":", "-"}
    return ends or page.kind_at.get(last + 1) in {"material", "service", "finding", "film"}


def _spelt(page: Page, first: int, bare: bool) -> tuple[str, int] | None:
    told, last = "", first - 1
    place = first
    while place < first + 9 and page.word(place) in SPELT:
        told, last = told + SPELT[page.word(place)], place
        place += 2 if page.word(place + 1) in {"-", "/"} else 1
    if not told or bare or page.word(last + 1) in NOT_AFTER or len(set(told)) < len(told):
        return None
    return told[:LETTERS_MAX], last
