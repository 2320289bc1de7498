"""Claims of the practice we stand in as one batch to one clearinghouse."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from billing.scrub.queries.gathering import CLAIMS_AT_ONCE_MAX
from billing.submission.models import Clearinghouse
from billing.submission.writing.gathering import gather_to_send
from billing.submission.writing.grouping import batch837
from billing.submission.writing.people import digits
from billing.submission.writing.values import ToSend, Written
from billing.x12.parties import Party
from billing.x12.sending import Envelope
from compliance.access import context
from practices.registry.models import Practice

ORGANIZATION, BY_NUMBER = "2", "46"


def batch_of(
    claim_ids: Sequence[uuid.UUID],
    house: Clearinghouse,
    *,
    control: int,
    reference: str,
    payer_codes: Mapping[uuid.UUID, str],
    at: datetime,
    today: date,
) -> Written:
    """Gathered and written; what cannot be written is told and stops nothing."""
    practice = Practice.objects.get(pk=context.practice().id)
    told: list[ToSend] = []
    for begin in range(0, len(claim_ids), CLAIMS_AT_ONCE_MAX):
        part = claim_ids[begin : begin + CLAIMS_AT_ONCE_MAX]
        told += gather_to_send(part, today=today, payer_codes=payer_codes)
    here = at.astimezone(ZoneInfo(practice.timezone))
    return batch837(
        told,
        envelope=_envelope(house, control, here),
        reference=reference,
        submitter=_submitter(practice, house, told),
        receiver=Party("40", house.name, kind=ORGANIZATION, id_qualifier=BY_NUMBER,
                       id=house.receiver),
        created_at=here,
    )  # fmt: skip


def _envelope(house: Clearinghouse, control: int, here: datetime) -> Envelope:
    return Envelope(
        sender=house.sender,
        receiver=house.receiver,
        control=control,
        at=here,
        is_test=house.is_test,
        sender_qualifier=house.sender_qualifier,
        receiver_qualifier=house.receiver_qualifier,
    )


def _submitter(practice: Practice, house: Clearinghouse, told: Sequence[ToSend]) -> Party:
    phone = next((digits(one.facts.billing.phone) for one in told if one.facts.billing.phone), "")
    contact = ("IC", practice.name, "TE", phone) if phone else ("IC", practice.name)
    return Party(
        "41", practice.name, kind=ORGANIZATION, id_qualifier=BY_NUMBER, id=house.sender,
        contacts=(contact,),
    )  # fmt: skip
