"""What a claim says beside its services follows the practice's own system."""

from dataclasses import asdict

from billing.claims.models import Claim, Particulars
from billing.claims.source import Asked
from practices.mirror.fresh import FreshParticulars

NOTHING = FreshParticulars()


def follow_details(claim: Claim, one: Asked) -> bool:
    """Whether anything is other than before."""
    told = asdict(one.detail)
    changed = [name for name, value in told.items() if getattr(claim, name) != value]
    for name in changed:
        setattr(claim, name, told[name])
    if changed:
        claim.save(update_fields=[name.removesuffix("_id") for name in changed])
    return _follow_particulars(claim, one) or bool(changed)


def _follow_particulars(claim: Claim, one: Asked) -> bool:
    row = Particulars.objects.filter(claim=claim).first()
    if row is None and one.particulars == NOTHING:
        return False
    row = row or Particulars(claim=claim)
    told = asdict(one.particulars)
    if not row._state.adding and all(getattr(row, name) == told[name] for name in told):
        return False
    for name, value in told.items():
        setattr(row, name, value)
    row.save()
    return True
