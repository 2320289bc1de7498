"""What members have used that no payer has answered yet, at every practice of the group."""

import uuid
from datetime import date

from django.conf import settings

from billing.eligibility.members import member_mark
from billing.eligibility.models import MemberUse
from billing.eligibility.used import Pending
from compliance.access import context


def mark_of(payer_id: uuid.UUID, member_id: str, born_on: date) -> str:
    return member_mark(
        settings.MEMBER_KEY,
        organization_id=context.practice().organization_id,
        payer_id=payer_id,
        member_id=member_id,
        born_on=born_on,
    )


def pending_of(marks: set[str]) -> dict[str, list[Pending]]:
    """By member, in one query. Row security leaves the rows of our own group."""
    here = context.practice()
    rows = MemberUse.objects.filter(organization_id=here.organization_id, member__in=marks)
    found: dict[str, list[Pending]] = {}
    told = rows.order_by("served_on", "pk").values_list(
        "member", "code", "served_on", "cents", "practice_id"
    )
    for member, code, served_on, cents, practice_id in told:
        one = Pending(code, served_on, cents, here=practice_id == here.id)
        found.setdefault(member, []).append(one)
    return found
