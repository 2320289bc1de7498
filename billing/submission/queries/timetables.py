"""When a practice's batches leave."""

from billing.submission.models import Timetable
from practices.registry.models import Practice


def timetable_of(practice: Practice) -> Timetable:
    """The usual one, off, where nobody set any."""
    return Timetable.objects.filter(pk=practice.pk).first() or Timetable(practice=practice)
