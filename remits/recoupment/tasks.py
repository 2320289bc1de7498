"""The job that opens a payment's provider-level adjustments."""

import uuid

from practices.jobs.handlers import JobNote, handles
from remits.clearing.area import in_clearing
from remits.clearing.models import Payment
from remits.recoupment import actions


@handles("recoupment.open")
def open_items(job: JobNote) -> None:
    """The job is done once, so the items are opened once."""
    with in_clearing():
        payment = Payment.objects.defer("unrouted").get(pk=uuid.UUID(job.arguments["payment"]))
        actions.open_items(actions.items_of(payment), now=job.now)
