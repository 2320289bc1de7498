"""Whose word is whose: each to one practice of the group, or to nobody. Pure."""

import uuid
from collections.abc import Collection, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from billing.submission.hearing.words import Word


class Here(NamedTuple):
    """A practice of the group, as its claims name it."""

    id: uuid.UUID
    npi: str
    tax_id: str


class Known(NamedTuple):
    """`numbers` are claims' numbers, `batches` references and `controls` interchange numbers of
    batches to this clearinghouse, each with the practices they belong to; a number with its
    reference too."""

    practices: Mapping[uuid.UUID, Here]
    numbers: Mapping[str, Collection[uuid.UUID]]
    batches: Mapping[str, uuid.UUID]
    controls: Mapping[int, tuple[uuid.UUID, str]]


class Stranger(NamedTuple):
    """`number` is a claim's or an interchange's, never a person's."""

    number: str
    why: str


NEVER, TWO = "Nobody of the group sent it", "Two practices have this number"
NOT_IN_IT = "The batch that it names does not hold it"
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
            continue
        if not word.claim:
            word = replace(word, batch=known.controls[word.control][1])
        ours.setdefault(found, []).append(word)
    return ours, strangers


def _whose(word: Word, known: Known) -> uuid.UUID | Stranger:
    """The batch says it first, then the claim's number, then who billed; nothing is guessed."""
    if not word.claim:
        whose = known.controls.get(word.control)
        return whose[0] if whose else Stranger(str(word.control), NO_BATCH)
    having = [pk for pk in known.numbers.get(word.claim, ()) if pk in known.practices]
    if not having:
        return Stranger(word.claim[:38], NEVER)
    by_batch = known.batches.get(word.batch) if word.batch else None
    if by_batch is not None:
        return by_batch if by_batch in having else Stranger(word.claim[:38], NOT_IN_IT)
    if len(having) > 1:
        having = [pk for pk in having if _bills(known.practices[pk], word)]
    if len(having) == 1:
        return having[0]
    return Stranger(word.claim[:38], TWO)


def _bills(practice: Here, word: Word) -> bool:
    if word.npi:
        return practice.npi == word.npi
    return bool(word.tax_id) and practice.tax_id == word.tax_id
