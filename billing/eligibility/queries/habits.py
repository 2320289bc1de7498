"""How a payer answers the practices of the group we stand in."""

import uuid

import msgspec

from billing.eligibility.models import PayerHabit
from billing.eligibility.strategy import Tried
from compliance.access import context


class Habit(msgspec.Struct, frozen=True):
    """What is remembered; nothing of a payer that was never asked."""

    polarity: str = ""
    tried: dict[str, Tried] = {}
    percents: dict[str, dict[int, int]] = {}


def habit_of(payer_id: uuid.UUID | None) -> Habit:
    if payer_id is None:
        return Habit()
    group = context.practice().organization_id
    row = PayerHabit.objects.filter(organization_id=group, payer_id=payer_id).first()
    return told_by(row) if row else Habit()


def told_by(row: PayerHabit) -> Habit:
    """JSON has text keys: percents become numbers again."""
    told = {"polarity": row.polarity, "tried": row.tried, "percents": row.percents}
    return msgspec.convert(told, Habit, strict=False)
