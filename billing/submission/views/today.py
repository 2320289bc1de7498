"""The hour and the day at the practice."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from practices.registry.models import Practice


def now_at(practice: Practice) -> datetime:
    return timezone.now().astimezone(ZoneInfo(practice.timezone))


def today_at(practice: Practice) -> date:
    return now_at(practice).date()
