"""What words make of versions."""

import uuid
from datetime import UTC, date, datetime

from billing.submission.applying import Version, chosen, moves
from billing.submission.hearing.words import Word
from billing.submission.stages import Level, Stage

AT, DAY = datetime(2026, 11, 25, 12, tzinfo=UTC), date(2026, 11, 25)
CLAIM, PAYER = uuid.UUID(int=9), uuid.UUID(int=8)


def version(number: int, stage: Stage, *, newest: bool = True) -> Version:
    pk = uuid.UUID(int=number)
    return Version(pk, CLAIM, "C1", number, stage, DAY, f"B{number}", PAYER, newest)


def word(level: Level, *, yes: bool, batch: str = "") -> Word:
    return Word(0, level, yes, DAY, claim="C1", batch=batch)


class TestChosen:
    def test_the_batch_says_which_version(self) -> None:
        both = [version(1, Stage.REJECTED_HOUSE, newest=False), version(2, Stage.SENT)]

        assert chosen(both, word(Level.HOUSE, yes=True, batch="B1")).version == 1
        assert chosen(both, word(Level.HOUSE, yes=True, batch="unknown")).version == 2
        assert chosen(both[:1], word(Level.HOUSE, yes=True)).version == 1


class TestMoves:
    def test_a_version_whose_place_was_taken_is_never_out_again(self) -> None:
        """Two open versions of one claim would be one claim sent twice."""
        old = version(1, Stage.REJECTED_HOUSE, newest=False)
        moved, notes = moves([(old, word(Level.PAYER, yes=True))], at=AT)

        assert moved[old.id].stage is Stage.REJECTED_HOUSE
        assert [one.moved for one in notes] == [False]

    def test_what_was_turned_away_and_then_taken_is_out(self) -> None:
        last = version(1, Stage.REJECTED_HOUSE)
        moved, _ = moves([(last, word(Level.PAYER, yes=True))], at=AT)

        assert moved[last.id].is_taken_after_all

    def test_a_late_word_fills_its_moment_and_moves_nothing(self) -> None:
        one = version(1, Stage.PAYER)
        moved, _ = moves([(one, word(Level.FILE, yes=True))], at=AT)

        assert (moved[one.id].file_at, moved[one.id].is_news) == (AT, False)
