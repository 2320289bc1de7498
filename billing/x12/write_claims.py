"""Writing the claims of an 835 with their lines."""

from collections.abc import Iterable, Sequence

from billing.x12.remittance import Adjustment, Claim, Line, Party, Remittance
from billing.x12.segments import SegmentWriter, day, money

TRIPLES_MAX = 6


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
    _adjustments(out, claim.adjustments)
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
    modifiers = (*line.modifiers, "", "", "", "")[:4]
    told = _procedure(out, line.qualifier, line.code, modifiers, out.text(line.description))
    sent = _procedure(out, line.submitted_qualifier, line.submitted_code, line.submitted_modifiers)
    out.put(
        "SVC", told, money(line.charge_cents), money(line.paid_cents), line.revenue_code,
        line.units, sent, line.submitted_units,
    )  # fmt: skip
    out.days(line.days)
    _adjustments(out, line.adjustments)
    out.references("REF", line.references)
    for amount in line.amounts:
        out.put("AMT", amount.qualifier, money(amount.cents))
    out.references("QTY", line.quantities)
    for remark in line.remarks:
        out.put("LQ", "HE", remark)
    out.references("LQ", line.other_remarks)


def _procedure(
    out: SegmentWriter, qualifier: str, code: str, modifiers: Iterable[str], description: str = ""
) -> str:
    if not qualifier:
        return code
    return out.composite(qualifier, code, *modifiers, description)


def _adjustments(out: SegmentWriter, adjustments: Iterable[Adjustment]) -> None:
    """Neighbours of one group share a CAS, up to six triples."""
    open_group, triples = "", list[str]()
    for adjustment in adjustments:
        if triples and (adjustment.group != open_group or len(triples) == 3 * TRIPLES_MAX):
            out.put("CAS", open_group, *triples)
            triples = []
        open_group = adjustment.group
        triples += [adjustment.reason, money(adjustment.cents), adjustment.quantity]
    if triples:
        out.put("CAS", open_group, *triples)
