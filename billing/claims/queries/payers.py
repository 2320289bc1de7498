"""Whom the claims of a practice go to."""

import uuid
from datetime import date

from django.db.models import Max

from billing.claims.models import Claim


def newest_by_payer() -> dict[uuid.UUID, date]:
    """By payer the newest day of service among all claims that were not taken back."""
    rows = Claim.objects.exclude(state="void").values("payer").annotate(newest=Max("served_on"))
    return dict(rows.values_list("payer", "newest"))
