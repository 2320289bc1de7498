"""Where sentences and clauses of a note begin and end. Pure."""

from collections.abc import Sequence

from billing.notes.tokens import LINE_END, Token

SENTENCE_ENDS = frozenset({LINE_END, ";", "!", "?", "•", "|"})
CLAUSE_WORDS = frozenset({"but", "however", "then", "although", "except", "so"})
SHORT = frozenset({"dr", "pt", "no", "t", "approx", "mr", "mrs", "ms", "th", "max", "mand"})


class Bounds:
    """For each token the number of its clause and of its sentence, and where those begin."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.clause: list[int] = []
        self.sentence: list[int] = []
        clause = sentence = 0
        for place in range(len(tokens)):
            kind = _break_at(tokens, place)
            if kind == "word":
                clause += 1
            self.clause.append(clause)
            self.sentence.append(sentence)
            clause += kind in {"clause", "sentence"}
            sentence += kind == "sentence"


def _break_at(tokens: Sequence[Token], place: int) -> str:
    token = tokens[place]
    if token.word in SENTENCE_ENDS:
        return "sentence"
    if token.word in CLAUSE_WORDS:
        return "word"
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.word == ".":
        return "" if _is_dot_inside(before, after) else "sentence"
    if token.word == ",":
        return "" if _joins_numbers(before, after) else "clause"
    if token.word == "-":
        return "clause" if _is_dash(token, before, after) else ""
    return ""


def _is_dot_inside(before: Token | None, after: Token | None) -> bool:
    if before is None or after is None:
        return False
    return after.is_glued or before.word in SHORT


def _joins_numbers(before: Token | None, after: Token | None) -> bool:
    """`100,000` and `#3, 4, 5`."""
    if before is None or after is None:
        return False
    return before.number is not None and (after.number is not None or after.word == "#")


def _is_dash(token: Token, before: Token | None, after: Token | None) -> bool:
    if before is None or after is None:
        return False
    alone = not token.is_glued and not after.is_glued
    return alone and before.number is None and after.number is None
