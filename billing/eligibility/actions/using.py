"""What members of the practice we stand in have used that no payer has answered."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from billing.coding.facts import facts_of
from billing.eligibility.models import MemberUse
from billing.eligibility.queries import mark_of
from compliance.access import context
from practices.registry import bulk
from practices.registry.ids import new_id
from practices.registry.turns import take_turn


class NewUse(NamedTuple):
    """A line with a payer: who it is for, and what was asked."""

    line_id: uuid.UUID
    payer_id: uuid.UUID
    member_id: str
    born_on: date
    code: str
    served_on: date
    cents: int


def keep_uses(uses: Sequence[NewUse]) -> tuple[int, int]:
    """Make the practice's rows these and no others; how many are new, and how many are gone.

    All lines with payers are given. Repeating it changes nothing.
    """
    here = context.practice()
    take_turn("eligibility.uses", here.id)
    mine = MemberUse.objects.filter(practice_id=here.id)
    known = {(pk, mark) for pk, mark in mine.values_list("line_id", "member")}
    wanted = {(one.line_id, mark_of(one.payer_id, one.member_id, one.born_on)): one for one in uses}
    gone = [line_id for line_id, mark in known - wanted.keys()]
    mine.filter(line_id__in=gone).delete()
    new = [_row(one, mark) for (pk, mark), one in wanted.items() if (pk, mark) not in known]
    if new:
        same = {"organization_id": here.organization_id, "practice_id": here.id}
        bulk.insert_many(MemberUse, new, same=same)
    return len(new), len(gone)


def _row(one: NewUse, mark: str) -> dict[str, object]:
    facts = facts_of(one.code)
    return {
        "id": new_id(),
        "member": mark,
        "line_id": one.line_id,
        "code": one.code,
        "service_class": facts.service_class if facts else "",
        "served_on": one.served_on,
        "cents": one.cents,
    }
