"""Claims as records of the mirror show them: with their lines, and the checks they are on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Sum

from practices.mirror.models import InsuranceClaim, InsuranceLine, InsurancePayment
from practices.sync.entered import CheckSeen, ClaimSeen, LineSeen
from practices.sync.kinds import ClaimPayment, order_key_of
from practices.sync.maps.effects import Effects

HAS_AMOUNTS = {"received", "supplemental"}


def claim_ref_of(body: ClaimPayment) -> str:
    """The claim's key in the mirror; "" where only its number is known."""
    return body.claim_ref or (str(body.claim_key) if body.claim_key else "")


def claims_seen(
    keys: Collection[str], effects: Effects, tables: Collection[str]
) -> dict[str, ClaimSeen]:
    """By their keys in the mirror; a claim that is not there is absent."""
    states = _states(keys) if effects.claim in tables else None
    rows = InsuranceLine.objects.filter(claim_id__in=list(keys), gone_at=None)
    lines = list(rows.order_by("source_key"))
    checks = _checks(lines) if effects.check in tables else None
    by_claim: defaultdict[str, list[LineSeen]] = defaultdict(list)
    for row in lines:
        by_claim[row.claim_id or ""].append(_line(row))
    return {
        key: ClaimSeen(
            is_received=states[key] if states is not None else None,
            lines=tuple(by_claim[key]),
            checks=checks,
        )
        for key in keys
        if (key in states if states is not None else key in by_claim)
    }


def keys_of_claims(bodies: Iterable[ClaimPayment]) -> dict[str, str]:
    """The claim's key in the mirror by the order key; absent where none or several could be it."""
    told: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for body in bodies:
        told[order_key_of(body)] = claim_ref_of(body)
        numbers[order_key_of(body)] = body.claim
    unknown = [numbers[name] for name, key in told.items() if not key and numbers[name]]
    found: defaultdict[str, list[str]] = defaultdict(list)
    if unknown:
        rows = InsuranceClaim.objects.filter(number__in=unknown, gone_at=None)
        for number, key in rows.values_list("number", "source_key"):
            found[number].append(key)
    only = {number: keys[0] for number, keys in found.items() if len(keys) == 1}
    known = {name: key or only.get(numbers[name], "") for name, key in told.items()}
    return {name: key for name, key in known.items() if key}


def _states(keys: Collection[str]) -> Mapping[str, bool]:
    rows = InsuranceClaim.objects.filter(source_key__in=list(keys), gone_at=None)
    return {key: status == "received" for key, status in rows.values_list("source_key", "status")}


def _line(row: InsuranceLine) -> LineSeen:
    return LineSeen(
        key=row.source_key,
        code=row.code,
        is_received=row.status in HAS_AMOUNTS,
        paid_cents=row.paid_cents,
        write_off_cents=row.write_off_cents,
        deductible_cents=row.deductible_cents,
        check=row.payment_id or "",
    )


def _checks(lines: Sequence[InsuranceLine]) -> dict[str, CheckSeen]:
    keys = {row.payment_id for row in lines if row.payment_id}
    on = InsuranceLine.objects.filter(payment_id__in=keys, gone_at=None)
    sums = dict(on.values_list("payment_id").annotate(cents=Sum("paid_cents")).order_by())
    rows = InsurancePayment.objects.filter(source_key__in=keys, gone_at=None)
    return {
        row.source_key: CheckSeen(
            number=row.number,
            cents=row.cents,
            lines_cents=int(sums.get(row.source_key) or 0),
            days=tuple(d.isoformat() for d in (row.entered_on, row.issued_on) if d),
        )
        for row in rows
    }
