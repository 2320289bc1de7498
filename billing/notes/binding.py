"""Which teeth a word of a note belongs to: those of its sentence, the nearest first. Pure."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby

from billing.notes.page import Page
from billing.notes.teeth import Tooth

ADJACENT = 3


class Groups:
    """The lists of teeth of a note, in its order."""

    def __init__(self, page: Page, teeth: Sequence[Tooth]) -> None:
        self._sentence = page.bounds.sentence
        self._clause = page.bounds.clause
        lists = [list(group) for _, group in groupby(teeth, key=lambda tooth: tooth.group)]
        self._teeth = [tuple(dict.fromkeys(t.tooth for t in group)) for group in lists]
        self._first = [group[0].first for group in lists]
        self._last = [group[-1].last for group in lists]

    def of(self, first: int, last: int) -> tuple[str, ...]:
        """A list right after it in its clause, else the nearest before, else the next after."""
        after = bisect_left(self._first, first)
        has_before = after > 0 and self._same(self._last[after - 1], first, self._sentence)
        has_after = after < len(self._first) and self._same(
            last, self._first[after], self._sentence
        )
        if has_after and self._is_next(after, last, has_before):
            return self._teeth[after]
        if has_before:
            return self._teeth[after - 1]
        return self._teeth[after] if has_after else ()

    def _is_next(self, after: int, last: int, has_before: bool) -> bool:
        same_clause = self._same(last, self._first[after], self._clause)
        if has_before and self._same(self._last[after - 1], last, self._clause):
            return self._first[after] - last <= ADJACENT and last - self._last[after - 1] > ADJACENT
        return same_clause

    @staticmethod
    def _same(one: int, other: int, part: Sequence[int]) -> bool:
        return part[one] == part[other]
