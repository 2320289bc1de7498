"""How a dentist stands with a payer is noted, or known no more."""

import uuid
from datetime import date, datetime

from django.db import transaction

from billing.payers.actions.rechecking import ask_recheck
from billing.payers.models import Credential
from compliance.access import context


@transaction.atomic
def set_credential(
    *, provider_id: uuid.UUID, payer_id: uuid.UUID, status: str, from_on: date | None,
    until: date | None, bill_while_pending: bool, note: str, name: str, now: datetime,
) -> None:  # fmt: skip
    """In the practice we stand in; a status of "" forgets it. Claims are checked again.

    The trail of the practice's tables keeps what stood before.
    """
    cell = Credential.objects.filter(provider_id=provider_id, payer_id=payer_id)
    if not status:
        cell.delete()
    else:
        told = {
            "status": status,
            "from_on": from_on,
            "until": until,
            "bill_while_pending": bill_while_pending,
            "note": note,
            "set_by": name,
            "set_at": now,
        }
        Credential.objects.update_or_create(
            provider_id=provider_id, payer_id=payer_id, defaults=told
        )
    ask_recheck([context.practice().id], payer_id=payer_id, now=now)
