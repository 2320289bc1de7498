"""When the next word on a claim is overdue, by the payer's own pace. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from billing.submission.stages import Level

CLAIMS_MIN = 20  # fewer say nothing of a payer
# Before a payer's own pace is known. Hours.
USUAL: Mapping[Level, int] = {
    Level.FILE: 24, Level.HOUSE: 48, Level.PAYER: 120, Level.STATUS: 720,
}  # fmt: skip


def overdue_at(level: Level, since: datetime, hours: Mapping[Level, int]) -> datetime:
    """`hours` are those in which nine of ten claims heard of this level; at least an hour."""
    return since + timedelta(hours=max(1, hours.get(level, USUAL[level])))
