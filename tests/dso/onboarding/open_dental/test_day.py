"""A busy day: the same for the same words, and all of it within minutes."""

from dso.onboarding.actions.office.busy_day import DEEDS
from dso.onboarding.open_dental.day import FIRST_MINUTES, Deed, day_of


class TestDay:
    def test_shows_every_deed_within_its_first_minutes(self) -> None:
        assert {deed for _, deed in day_of(FIRST_MINUTES)} == set(Deed)

    def test_is_the_same_for_the_same_words_and_another_for_others(self) -> None:
        assert list(day_of(480, "a", 1)) == list(day_of(480, "a", 1))
        assert list(day_of(480, "a", 1)) != list(day_of(480, "a", 2))

    def test_goes_forward_and_stays_within_its_minutes(self) -> None:
        minutes = [minute for minute, _ in day_of(90)]

        assert minutes == sorted(minutes)
        assert 0 <= minutes[0] <= minutes[-1] < 90

    def test_has_hands_for_every_deed(self) -> None:
        assert DEEDS.keys() == set(Deed)
