"""Ready claims leave a practice: batch by batch, clearinghouse by clearinghouse."""

import uuid
from collections.abc import Collection
from datetime import date, datetime

from billing.submission.actions import batching, houses
from billing.submission.outgoing import Leaves
from billing.submission.queries.outbox import outbox
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice


def leave(
    practice: Practice,
    *,
    now: datetime,
    today: date,
    only: Collection[str] | None = None,
    by: str = "",
) -> list[uuid.UUID]:
    """Make batches of what is ready, or of these claims alone; the ids of the batches. `by` is who
    asked, where that was a person.

    Numbers of interchanges are given outside the practice, in the order of the clearinghouses, so
    that two practices do not wait for each other crosswise. A number that is not used is lost.
    """
    with in_practice(practice):
        going = outbox(today=today, only=only).leaves
    made = []
    for house_id in sorted({one.chosen.house_id for one in going}):
        claims = [one for one in going if one.chosen.house_id == house_id]
        for at in range(0, len(claims), batching.CLAIMS_MAX):
            part = claims[at : at + batching.CLAIMS_MAX]
            made += _batch(practice, house_id, part, now=now, today=today, by=by)
    return made


def _batch(
    practice: Practice,
    house_id: uuid.UUID,
    part: list[Leaves],
    *,
    now: datetime,
    today: date,
    by: str,
) -> list[uuid.UUID]:
    control = batching.next_control(house_id)
    house = houses.house_of(house_id)
    codes = {one.claim.payer_id: one.chosen.payer_code for one in part if one.chosen.payer_code}
    with in_practice(practice):
        made = batching.make_batch(
            [one.claim.id for one in part], house,
            control=control, payer_codes=codes, now=now, today=today, by=by,
        )  # fmt: skip
    return [made.batch.pk] if made.batch else []
