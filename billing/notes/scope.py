"""What turns a word of a note: not, refused, planned, if, of the past, told to a machine. Pure.

Each cue reaches `REACH_MAX` words at most, so the time stays linear in the text.
"""

from collections.abc import Iterable, Sequence

from billing.notes.clauses import Bounds
from billing.notes.cues import cues, headers
from billing.notes.phrases import Match, vocabulary
from billing.notes.reading import Status
from billing.notes.tokens import LINE_END, Token, words

REACH_MAX, NEAR_WORDS, HEADER_WORDS = 40, 3, 5
STRENGTH: dict[Status, int] = {
    "done": 0, "past": 1, "planned": 2, "if": 3, "not": 4, "refused": 5, "quoted": 6,
}  # fmt: skip
WORD = {strength: status for status, strength in STRENGTH.items()}
STOPS = {
    "not": words(
        "during with w after following at by when because since until while on for under to in due"
        " today noted"
    ),
    "past": words("with w for and on due today by"),
    "planned": words("due because secondary since b today"),
    "refused": words("due because since b so"),
    "if": frozenset(("because",)),
}
AFFIRMS = words(
    "placed done completed seated prepped performed given gave took taken removed extracted"
    " cemented delivered bonded finished obturated started used cured packed"
)


class Scope:
    """The status of every token."""

    def __init__(self, tokens: Sequence[Token], bounds: Bounds, told: Iterable[Match]) -> None:
        self._tokens, self._bounds = tokens, bounds
        self._strength = [0] * len(tokens)
        self._is_fact = [False] * len(tokens)
        for match in told:
            self._is_fact[match.first] = True
        self._read_headers()
        for cue in cues().find(tokens):
            self._turn(cue)
        for match in vocabulary("words.toml")["instruction"].find(tokens):
            self._quote(match.first)

    def at(self, place: int) -> Status:
        return WORD[self._strength[place]]

    def _turn(self, cue: Match) -> None:
        direction, _, status = cue.value.partition(" ")
        if direction == "neutral" or self._is_number_sign(cue):
            return
        if direction == "near":
            self._mark(self._near(cue), status)
        elif direction == "behind":
            self._mark(self._upto_begin(cue, self._bounds.sentence), status)
        elif direction == "sentence":
            self._mark(self._backward(cue), status)
            self._mark(self._rest_of_sentence(cue), status)
        elif self._goes_forward(cue, direction):
            self._mark(self._forward(cue, status), status)
        elif self._tokens[self._clause_begin(cue)].word == "but":
            self._mark(self._upto_begin(cue, self._bounds.sentence), status)
        else:
            self._mark(self._backward(cue), status)

    def _is_number_sign(self, cue: Match) -> bool:
        """`tooth no 14`, and an answer: `No: …`"""
        if self._tokens[cue.last].word != "no":
            return False
        after = self._tokens[cue.last + 1 : cue.last + 3]
        number = next((one.number for one in after if one.word not in {".", "#"}), None)
        return number is not None or bool(after and after[0].word == ":")

    def _goes_forward(self, cue: Match, direction: str) -> bool:
        if direction == "forward":
            return True
        if direction == "either":
            return any(self._is_fact[place] for place in self._rest_of_clause(cue))
        return not cue.value.endswith("past") and not any(
            self._is_fact[place] for place in self._backward(cue)
        )

    def _near(self, cue: Match) -> range:
        return self._upto(cue.last, NEAR_WORDS, self._bounds.clause)

    def _rest_of_clause(self, cue: Match) -> range:
        return self._upto(cue.last, REACH_MAX, self._bounds.clause)

    def _rest_of_sentence(self, cue: Match) -> range:
        return self._upto(cue.last, REACH_MAX, self._bounds.sentence)

    def _upto(self, last: int, words: int, part: list[int]) -> range:
        end = last + 1
        limit = min(last + 1 + words, len(part))
        while end < limit and part[end] == part[last]:
            end += 1
        return range(last + 1, end)

    def _backward(self, cue: Match) -> range:
        return self._upto_begin(cue, self._bounds.clause)

    def _clause_begin(self, cue: Match) -> int:
        return self._backward(cue).start

    def _upto_begin(self, cue: Match, part: list[int]) -> range:
        begin = cue.first
        while begin > max(0, cue.first - REACH_MAX) and part[begin - 1] == part[cue.first]:
            begin -= 1
        return range(begin, cue.first)

    def _forward(self, cue: Match, status: str) -> list[int]:
        """To the clause's end or a word that ends it; over a comma only within a list."""
        reached: list[int] = []
        clause = self._bounds.clause
        rest = self._rest_of_sentence(cue)
        for place in rest:
            word = self._tokens[place].word
            if word in STOPS[status] or (word == "and" and self._affirms(place)):
                break
            if clause[place] != clause[place - 1] and not self._is_list(place, rest, status):
                break
            reached.append(place)
        return reached

    def _affirms(self, place: int) -> bool:
        after = self._upto(place, 8, self._bounds.clause)
        return any(self._tokens[one].word in AFFIRMS for one in after)

    def _is_list(self, place: int, rest: range, status: str) -> bool:
        """`no pain, swelling, or fever`: a later `or` or `and` begins a clause; no verb before."""
        clause = self._bounds.clause
        for one in range(place, min(rest.stop, place + 12)):
            word = self._tokens[one].word
            if word in AFFIRMS:
                return False
            if word in {"or", "nor", "and"}:
                return clause[one] != clause[one - 1] or word != "and"
        return status == "if"

    def _read_headers(self) -> None:
        """`Plan: …`, and lines below a header that stands alone, to the next blank or header."""
        held, begin = "", 0
        for place, token in enumerate(self._tokens):
            if token.word == LINE_END:
                held = self._read_line(held, begin, place)
                begin = place + 1
        self._read_line(held, begin, len(self._tokens))

    def _read_line(self, held: str, begin: int, end: int) -> str:
        line = self._tokens[begin:end]
        colon = next((n for n, one in enumerate(line[:HEADER_WORDS]) if one.word == ":"), None)
        if colon is None:
            self._mark(range(begin, end), held) if held and line else None
            return held if line else ""
        match = next(headers().find(line[:colon]), None)
        status = match.value if match and match.first == 0 and match.last == colon - 1 else ""
        if status:
            self._mark(range(begin + colon, end), status)
        return status if colon == len(line) - 1 else ""

    def _quote(self, first: int) -> None:
        """The whole line: what else it says cannot be told apart from what it demands."""
        begin = end = first
        while begin > 0 and self._tokens[begin - 1].word != LINE_END:
            if self._strength[begin - 1] == STRENGTH["quoted"]:
                break
            begin -= 1
        while end < len(self._tokens) and self._tokens[end].word != LINE_END:
            if self._strength[end] == STRENGTH["quoted"]:
                break
            end += 1
        self._mark(range(begin, end), "quoted")

    def _mark(self, places: Iterable[int], status: str) -> None:
        strength = STRENGTH[status]  # type: ignore[index]  # the words of cues.toml
        for place in places:
            self._strength[place] = max(self._strength[place], strength)
