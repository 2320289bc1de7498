"""What a payer wants is written down: by whom, when, why."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from billing.payers.actions.rechecking import ask_recheck
from billing.payers.models import Payer, PayerTerms
from compliance.audit import actions as audit
from practices.registry.models import Organization


@transaction.atomic
def set_terms(
    *, organization: Organization, payer: Payer, terms: Mapping[str, object], reason: str,
    name: str, now: datetime,
) -> PayerTerms:  # fmt: skip
    """All of the terms at once, as `TermsForm` says them. Claims to the payer are checked again.

    The trail names the fields that changed. Raises ValueError for an empty reason.
    """
    if not reason.strip():
        raise ValueError("A change of terms names its reason.")
    Organization.objects.select_for_update().get(pk=organization.pk)
    row = PayerTerms.objects.filter(organization=organization, payer=payer).first()
    row = row or PayerTerms(organization=organization, payer=payer)
    changed = [field for field, value in terms.items() if getattr(row, field) != value]
    for field in changed:
        setattr(row, field, terms[field])
    row.reason, row.set_by, row.set_at = reason.strip(), name, now
    row.save()
    audit.record(
        deed="payer_terms.set",
        subject_kind="payer_terms",
        subject_ids=[row.pk],
        detail={"reason": row.reason, "fields": " ".join(sorted(changed))},
    )
    if changed:
        practices = organization.practices.ready().values_list("pk", flat=True)
        ask_recheck(practices, payer_id=payer.pk, now=now)
    return row
