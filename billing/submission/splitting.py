"""Whose word is whose: each to one practice of the group, or to nobody. Pure."""

import uuid
from collections.abc import Collection, Mapping
from typing import NamedTuple

from billing.submission.hearing.words import Word


class Here(NamedTuple):
    """A practice of the group, as its claims name it."""

    id: uuid.UUID
    npi: str
    tax_id: str


class Known(NamedTuple):
    """`numbers` are claims' numbers, `batches` references and `controls` interchange numbers of
    batches to this clearinghouse, each with the practices they belong to."""

    practices: Mapping[uuid.UUID, Here]
    numbers: Mapping[str, Collection[uuid.UUID]]
    batches: Mapping[str, uuid.UUID]
    controls: Mapping[int, uuid.UUID]


class Stranger(NamedTuple):
    """`number` is a claim's or an interchange's, never a person's."""

    number: str
    why: str


NEVER, TWO = "Nobody of the group sent it", "Two practices have this number"
NO_BATCH = "No interchange of ours had this number"


def split(
    words: Collection[Word], known: Known
) -> tuple[dict[uuid.UUID, list[Word]], list[Stranger]]:
    """Words by practice, in their order, and those that are nobody's."""
    ours: dict[uuid.UUID, list[Word]] = {}
    strangers = []
    for word in words:
        found = _whose(word, known)
        if isinstance(found, Stranger):
            strangers.append(found)
        else:
            ours.setdefault(found, []).append(word)
    return ours, strangers


def _whose(word: Word, known: Known) -> uuid.UUID | Stranger:
    """The batch says it first, then the claim's number, then who billed; nothing is guessed."""
    if not word.claim:
        whose = known.controls.get(word.control)
        return whose or Stranger(str(word.control), NO_BATCH)
    having = [pk for pk in known.numbers.get(word.claim, ()) if pk in known.practices]
    by_batch = known.batches.get(word.batch) if word.batch else None
    if by_batch in having:
        return by_batch
    if len(having) > 1:
        having = [pk for pk in having if _bills(known.practices[pk], word)]
    if len(having) == 1:
        return having[0]
    return Stranger(word.claim[:38], TWO if known.numbers.get(word.claim) else NEVER)


def _bills(practice: Here, word: Word) -> bool:
    if word.npi:
        return practice.npi == word.npi
    return bool(word.tax_id) and practice.tax_id == word.tax_id
