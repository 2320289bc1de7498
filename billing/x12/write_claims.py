"""Writing the claims of an 835 with their lines."""

from collections.abc import Iterable, Sequence

from billing.x12.remittance import Claim, Day, Line, Party, Remittance
from billing.x12.segments import SegmentWriter, day, money
from billing.x12.write_parts import adjustments


def claims_of(out: SegmentWriter, told: Remittance) -> None:
    """One LX for each run of claims of one batch provider."""
    for number, (provider, claims) in enumerate(_batches(told.claims), start=1):
        out.put("LX", str(number))
        if provider:
            out.put("TS3", provider, "11", day(told.effective_date), str(len(claims)))
        for claim in claims:
            _claim(out, claim)


def _batches(claims: Sequence[Claim]) -> list[tuple[str, list[Claim]]]:
    found: list[tuple[str, list[Claim]]] = []
    for claim in claims:
        if not found or found[-1][0] != claim.batch_provider:
            found.append((claim.batch_provider, []))
        found[-1][1].append(claim)
    return found


def _claim(out: SegmentWriter, claim: Claim) -> None:
    out.put(
        "CLP", out.text(claim.patient_control_number), claim.status,
        money(claim.charge_cents), money(claim.paid_cents),
        money(claim.patient_cents) if claim.patient_cents else "",
        claim.filing_code, out.text(claim.payer_control_number), claim.facility,
        claim.frequency, *map(out.text, claim.institutional),
    )  # fmt: skip
    adjustments(out, claim.adjustments)
    for party in claim.parties:
        _person_or_firm(out, party)
    _remarks(out, claim)
    out.references("REF", claim.references)
    out.days(claim.days)
    out.contacts(claim.contacts)
    for amount in claim.amounts:
        out.put("AMT", amount.qualifier, money(amount.cents))
    out.references("QTY", claim.quantities)
    for line in claim.lines:
        _line(out, line)


def _person_or_firm(out: SegmentWriter, party: Party) -> None:
    out.put(
        "NM1", party.entity, party.kind or "1", out.text(party.name), out.text(party.first_name),
        out.text(party.middle_name), "", out.text(party.suffix), party.id_qualifier,
        out.text(party.id),
    )  # fmt: skip


def _remarks(out: SegmentWriter, claim: Claim) -> None:
    """MIA and MOA as they were; remarks that came without either go into a MOA."""
    if claim.inpatient:
        out.put("MIA", *map(out.text, claim.inpatient))
    if claim.outpatient:
        out.put("MOA", *map(out.text, claim.outpatient))
    elif claim.remarks and not claim.inpatient:
        out.put("MOA", "", "", *claim.remarks[:5])


def _line(out: SegmentWriter, line: Line) -> None:
    one = line.service
    modifiers = (*one.modifiers, "", "", "", "")[:4]
    told = _procedure(out, one.qualifier, one.code, modifiers, out.text(one.description))
    sent = _procedure(out, one.submitted_qualifier, one.submitted_code, one.submitted_modifiers)
    out.put(
        "SVC", told, money(one.charge_cents), money(one.paid_cents), one.revenue_code,
        one.units, sent, one.submitted_units,
    )  # fmt: skip
    if line.served_on and Day("150", line.served_on) not in one.days:
        out.put("DTM", "472", day(line.served_on))
    out.days(one.days)
    adjustments(out, one.adjustments)
    if line.control_number:
        out.put("REF", "6R", out.text(line.control_number))
    out.references("REF", one.references)
    for amount in one.amounts:
        out.put("AMT", amount.qualifier, money(amount.cents))
    out.references("QTY", one.quantities)
    for remark in one.remarks:
        out.put("LQ", "HE", remark)
    out.references("LQ", one.other_remarks)


def _procedure(
    out: SegmentWriter, qualifier: str, code: str, modifiers: Iterable[str], description: str = ""
) -> str:
    if not qualifier:
        return code
    return out.composite(qualifier, code, *modifiers, description)
