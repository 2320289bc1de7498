"""Moving claims on, as the table of states allows."""

from collections.abc import Sequence

from billing.claims.models import Claim
from billing.claims.states import ClaimState, moved


def move(claim: Claim, *, to: ClaimState, payer_control_number: str = "") -> None:
    """Move a claim the caller holds locked. Raises ForbiddenMove."""
    claim.state = moved(ClaimState(claim.state), to).value
    if payer_control_number:
        claim.payer_control_number = payer_control_number
    claim.save(update_fields=["state", "payer_control_number"])


def move_all(rows: Sequence[Claim], *, to: ClaimState) -> None:
    """Move many at once, in one statement. Raises ForbiddenMove before any is saved."""
    for claim in rows:
        claim.state = moved(ClaimState(claim.state), to).value
    Claim.objects.filter(pk__in=[claim.pk for claim in rows]).update(state=to.value)
