"""What only some claims say, and what an earlier payer answered."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from billing.scrub.facts import Attached, Orthodontics, Refused
from billing.scrub.queries.gathering.reading import grouped, rows

PARTICULARS = """
SELECT claim_id, narrative, note, authorization_number, accident, accident_on, accident_state,
       is_orthodontic, appliance_on, months_total, months_left, attachment_number
  FROM claims_particulars WHERE claim_id = ANY (%(keys)s::uuid[])
"""

ANSWERS = """
SELECT a.claim_id, a.line_id IS NULL AND a.code = '', a.paid_cents, a.patient_cents, a.answered_on,
       coalesce((SELECT sum(cents) FROM claims_payercut WHERE answer_id = a.id AND "group" <> 'PR'),
                0)
  FROM claims_payeranswer a WHERE a.claim_id = ANY (%(keys)s::uuid[])
 ORDER BY a.claim_id, a.id
"""
ACCIDENTS = {"auto": "auto", "employment": "employment", "other": "other"}


REFUSED = """
SELECT claim_id, by, words, field, line FROM claims_turnedaway
 WHERE claim_id = ANY (%(keys)s::uuid[]) AND over_at IS NULL
 ORDER BY claim_id, id
"""


def refused(claim_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[Refused, ...]]:
    """By claim: why it was not taken when it went out before."""
    found = grouped(REFUSED, claim_ids)
    return {
        pk: tuple(Refused(by=by, words=words, field=field, line=line)
                  for _, by, words, field, line in held)
        for pk, held in found.items()
    }  # fmt: skip


class Details(NamedTuple):
    """As the claim has them; empty values where it says nothing."""

    narrative: str = ""
    authorization: str = ""
    accident: Any = ""
    accident_on: date | None = None
    accident_state: str = ""
    orthodontics: Orthodontics | None = None
    attachment_number: str = ""


NOTHING = Details()


def particulars(claim_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Details]:
    return {pk: _details(told) for pk, *told in rows(PARTICULARS, claim_ids)}


def _details(told: Any) -> Details:  # noqa: ANN401  # a row as the query gives it
    narrative, note, number, accident, on, state, is_ortho, placed_on, total, left, papers = told
    course = None
    if is_ortho:
        course = Orthodontics(
            placed_on=placed_on, months_total=total or None, months_left=left if total else None
        )
    return Details(
        narrative or note, number, ACCIDENTS.get(accident, ""), on, state, course, papers
    )


class Answer(NamedTuple):
    """What one payer said of one claim as a whole."""

    paid_cents: int
    patient_cents: int
    adjusted_cents: int
    answered_on: date
    lines: int


def answers(claim_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Answer]:
    """By claim; those nobody answered are absent."""
    found = grouped(ANSWERS, claim_ids)
    return {pk: answer for pk, held in found.items() if (answer := _answer(held))}


def _answer(held: list[Any]) -> Answer | None:
    whole = [row for row in held if row[1]]
    if not whole:
        return None
    _, _, paid, left, on, cut = whole[0]
    return Answer(paid, left, int(cut), on, len(held) - len(whole))


def enclosed(number: str) -> tuple[Attached, ...]:
    """All that is known of papers that went another way is their number."""
    return (Attached(kind="other", control_number=number),) if number else ()
