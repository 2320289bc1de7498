"""Which line of ours an answered line speaks of: by number, by what is left, or not at all."""

from datetime import date

from remits.clearing.answer import AnswerLine
from remits.matching.lines import How, OurLine, pair_lines

DAY = date(2026, 10, 5)


def ours(number: int, code: str = "D2392", charge_cents: int = 268_00) -> OurLine:
    return OurLine(
        number=number,
        control_number=f"A-1-L{number}",
        code=code,
        charge_cents=charge_cents,
        served_on=DAY,
        tooth=str(number),
    )


def theirs(number: int = 0, code: str = "D2392", **given: object) -> AnswerLine:
    """A line under our number; without one where it is 0."""
    number_sent = f"a-1-l{number}" if number else ""
    story = {"charge_cents": 268_00, "paid_cents": 100_00, "control_number": number_sent}
    return AnswerLine(code, **(story | given))  # type: ignore[arg-type]  # a story


def told(mine: list[OurLine], lines: list[AnswerLine]) -> list[tuple[int | None, str]]:
    return [
        (pair.ours.number if pair.ours else None, pair.how.value)
        for pair in pair_lines(mine, lines)
    ]


class TestPairLines:
    def test_takes_the_line_number_whatever_its_capitals(self) -> None:
        assert told([ours(1), ours(2)], [theirs(2), theirs(1)]) == [(2, "number"), (1, "number")]

    def test_tells_equal_lines_apart_when_only_one_is_left(self) -> None:
        assert told([ours(1), ours(2)], [theirs(1), theirs()]) == [(1, "number"), (2, "left")]

    def test_guesses_nothing_between_two_equal_lines(self) -> None:
        assert told([ours(1), ours(2)], [theirs(), theirs()]) == [(None, "tie"), (None, "tie")]

    def test_lets_several_answers_speak_of_one_line(self) -> None:
        assert told([ours(1)], [theirs(1), theirs(1)]) == [(1, "number"), (1, "number")]

    def test_knows_a_line_by_the_code_that_was_sent(self) -> None:
        changed = theirs(code="D2140", submitted_code="D2392")

        assert told([ours(1)], [changed]) == [(1, "left")]

    def test_does_not_pair_another_charge_or_day(self) -> None:
        lines = [theirs(charge_cents=1_00), theirs(served_on=date(2026, 10, 6))]

        assert [how for _, how in told([ours(1)], lines)] == ["none", "none", "none"]

    def test_shows_what_was_not_answered(self) -> None:
        last = pair_lines([ours(1), ours(2)], [theirs(1)])[-1]

        assert (last.theirs, last.how) == (None, How.NONE)
        assert last.ours == ours(2)

    def test_pairs_a_reversed_line_by_the_size_of_its_charge(self) -> None:
        assert told([ours(1)], [theirs(charge_cents=-268_00)]) == [(1, "left")]
