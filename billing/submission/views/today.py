"""The day at the practice."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from practices.registry.models import Practice


def today_at(practice: Practice) -> date:
    return timezone.now().astimezone(ZoneInfo(practice.timezone)).date()
