"""What stands in the way of a clearinghouse, noted on it."""

import uuid
from datetime import datetime

from billing.submission.clearinghouses import Trouble
from billing.submission.models import Clearinghouse


def note_trouble(house: Clearinghouse, trouble: Trouble | None, *, now: datetime) -> None:
    """None where nothing is in the way any more. The same trouble keeps its beginning."""
    rows = Clearinghouse.objects.filter(pk=house.pk)
    if trouble is None:
        rows.exclude(trouble="").update(trouble="", trouble_since=None)
        return
    words = str(trouble)[:120]
    rows.filter(trouble_since=None).update(trouble_since=now)
    rows.update(trouble=words)


def house_of(house_id: uuid.UUID) -> Clearinghouse:
    """Raises Clearinghouse.DoesNotExist."""
    return Clearinghouse.objects.get(pk=house_id)
