"""Whose word is whose."""

import uuid
from datetime import date

import msgspec
import pytest

from billing.submission.hearing.words import Word
from billing.submission.splitting import NEVER, NO_BATCH, NOT_IN_IT, TWO, Here, Known, split
from billing.submission.stages import Level

ONE, OTHER, ELSEWHERE = (uuid.UUID(int=n) for n in (1, 2, 3))
KNOWN = Known(
    {ONE: Here(ONE, "1999999992", "990000001"), OTHER: Here(OTHER, "1999999984", "990000002")},
    {"A": [ONE], "B": [OTHER], "BOTH": [ONE, OTHER], "GONE": [ELSEWHERE]},
    {"B1": ONE, "B2": OTHER},
    {7: (ONE, "B1")},
)
WORD = Word(0, Level.HOUSE, True, date(2026, 11, 25))


def whose(**given: object) -> object:
    """The practice, or why it is nobody's."""
    ours, strangers = split([msgspec.structs.replace(WORD, **given)], KNOWN)
    return strangers[0].why if strangers else next(iter(ours))


class TestSplit:
    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({"claim": "A"}, ONE),
            ({"claim": "A", "batch": "B1"}, ONE),
            ({"claim": "BOTH", "batch": "B2"}, OTHER),
            ({"claim": "BOTH", "npi": "1999999984"}, OTHER),
            ({"claim": "BOTH", "tax_id": "990000001"}, ONE),
            ({"claim": "A", "batch": "of the payer's own"}, ONE),
            ({"claim": "A", "batch": "B2"}, NOT_IN_IT),
            ({"claim": "BOTH"}, TWO),
            ({"claim": "BOTH", "npi": "0"}, TWO),
            ({"claim": "GONE"}, NEVER),
            ({"claim": "X"}, NEVER),
            ({"claim": "X", "batch": "B1"}, NEVER),
            ({"control": 7}, ONE),
            ({"control": 8}, NO_BATCH),
        ],
    )
    def test_goes_by_batch_then_number_then_biller_and_guesses_nothing(
        self, given: dict[str, object], told: object
    ) -> None:
        assert whose(**given) == told

    def test_a_word_about_a_file_names_our_batch(self) -> None:
        ours, _ = split([msgspec.structs.replace(WORD, control=7)], KNOWN)

        assert [word.batch for word in ours[ONE]] == ["B1"]
