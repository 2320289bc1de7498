"""How well notes are read: every kind of fact by precision and recall over labelled notes."""

import pytest

from tests.billing.notes.labelled_notes import Score, notes, score

LEAST = 0.95
NOTES_MIN = 150
SCORES = score()[0]


def test_there_are_enough_notes() -> None:
    assert sum(1 for _ in notes()) >= NOTES_MIN


@pytest.mark.parametrize("kind", SCORES)
def test_a_kind_of_fact_is_read_well(kind: str) -> None:
    told: Score = SCORES[kind]
    print(f"{kind:12} precision {told.precision:.3f} recall {told.recall:.3f} of {told.labelled}")

    assert told.precision >= LEAST
    assert told.recall >= LEAST
