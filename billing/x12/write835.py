"""Writing an 835: values to bytes, with any delimiters, all counts right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from billing.x12.delimiters import Delimiters
from billing.x12.remittance import Adjustment, Claim, Line, Party, ProviderAdjustment, Remittance

USUAL = Delimiters(element="*", component=":", repetition="^", terminator="~")


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sends to whom, when, and under which interchange number (nine digits)."""

    sender: str
    receiver: str
    control: int
    at: datetime
    is_test: bool = False


def write(
    remittances: Sequence[Remittance], envelope: Envelope, found: Delimiters = USUAL
) -> bytes:
    """One interchange with one group; each remittance is one ST."""
    out = _Writer(found)
    out.isa(envelope)
    at = envelope.at
    out.put("GS", "HP", envelope.sender, envelope.receiver, f"{at:%Y%m%d}", f"{at:%H%M}",
            str(envelope.control), "X", "005010X221A1")  # fmt: skip
    for number, remittance in enumerate(remittances, start=1):
        out.remittance(remittance, f"{number:04d}")
    out.put("GE", str(len(remittances)), str(envelope.control))
    out.put("IEA", "1", f"{envelope.control:09d}")
    return out.bytes()


class _Writer:
    def __init__(self, found: Delimiters) -> None:
        self._found = found
        self._segments: list[str] = []
        taken = {found.element, found.component, found.repetition, *found.terminator} - {""}
        self._clean = str.maketrans(dict.fromkeys(taken, " "))

    def bytes(self) -> bytes:
        end = self._found.terminator
        return (end.join(self._segments) + end).encode()

    def put(self, name: str, *elements: str) -> None:
        """One segment; empty elements at its end are dropped."""
        kept = list(elements)
        while kept and not kept[-1]:
            kept.pop()
        self._segments.append(self._found.element.join([name, *kept]))

    def isa(self, envelope: Envelope) -> None:
        at = envelope.at
        self._segments.append(
            self._found.element.join(
                [
                    "ISA", "00", " " * 10, "00", " " * 10,
                    "ZZ", f"{envelope.sender:15.15}", "ZZ", f"{envelope.receiver:15.15}",
                    f"{at:%y%m%d}", f"{at:%H%M}", self._found.repetition or "U", "00501",
                    f"{envelope.control:09d}", "0", "T" if envelope.is_test else "P",
                    self._found.component,
                ]
            )
        )  # fmt: skip

    def remittance(self, told: Remittance, control: str) -> None:
        began = len(self._segments)
        self.put("ST", "835", control)
        self.put(
            "BPR", told.handling, _money(told.paid_cents), told.credit_or_debit or "C",
            told.method, "", "", "", "", "", told.originator_id, "", "", "", "", "",
            _day(told.effective_date),
        )  # fmt: skip
        self.put("TRN", "1", self._text(told.trace), told.trace_originator)
        for reference in told.references:
            self.put("REF", reference.qualifier, self._text(reference.value))
        for day in told.days:
            self.put("DTM", day.qualifier, _day(day.on))
        for party in (told.payer, told.payee):
            if party is not None:
                self._party(party)
        for number, (batch, claims) in enumerate(_batches(told.claims), start=1):
            self.put("LX", str(number))
            if batch:
                self.put("TS3", batch, "11", _day(told.effective_date), str(len(claims)))
            for claim in claims:
                self._claim(claim)
        for adjustment in told.provider_adjustments:
            self._plb(adjustment)
        self.put("SE", str(len(self._segments) - began + 1), control)

    def _party(self, party: Party) -> None:
        self.put("N1", party.entity, self._text(party.name), party.id_qualifier, party.id)
        for reference in party.references:
            self.put("REF", reference.qualifier, self._text(reference.value))
        for contact in party.contacts:
            self.put("PER", *(self._text(part) for part in contact))

    def _claim(self, claim: Claim) -> None:
        self.put(
            "CLP", self._text(claim.patient_control_number), claim.status,
            _money(claim.charge_cents), _money(claim.paid_cents), _money(claim.patient_cents),
            claim.filing_code, self._text(claim.payer_control_number), claim.facility,
            claim.frequency,
        )  # fmt: skip
        self._adjustments(claim.adjustments)
        for party in claim.parties:
            self.put(
                "NM1", party.entity, "1", self._text(party.name), self._text(party.first_name),
                "", "", "", party.id_qualifier, self._text(party.id),
            )  # fmt: skip
        if claim.inpatient:
            self.put("MIA", *claim.inpatient)
        if claim.outpatient:
            self.put("MOA", *claim.outpatient)
        for reference in claim.references:
            self.put("REF", reference.qualifier, self._text(reference.value))
        for day in claim.days:
            self.put("DTM", day.qualifier, _day(day.on))
        for amount in claim.amounts:
            self.put("AMT", amount.qualifier, _money(amount.cents))
        for quantity in claim.quantities:
            self.put("QTY", quantity.qualifier, quantity.value)
        for line in claim.lines:
            self._line(line)

    def _line(self, line: Line) -> None:
        of = self._found.component
        told = of.join([line.qualifier or "AD", line.code, *line.modifiers])
        sent = f"{line.qualifier or 'AD'}{of}{line.submitted_code}" if line.submitted_code else ""
        self.put(
            "SVC", told, _money(line.charge_cents), _money(line.paid_cents), "", line.units, sent,
            line.submitted_units,
        )  # fmt: skip
        for day in line.days:
            self.put("DTM", day.qualifier, _day(day.on))
        self._adjustments(line.adjustments)
        for reference in line.references:
            self.put("REF", reference.qualifier, self._text(reference.value))
        for amount in line.amounts:
            self.put("AMT", amount.qualifier, _money(amount.cents))
        for quantity in line.quantities:
            self.put("QTY", quantity.qualifier, quantity.value)
        for remark in line.remarks:
            self.put("LQ", "HE", remark)

    def _adjustments(self, adjustments: Iterable[Adjustment]) -> None:
        """Neighbours of one group share a CAS, up to six triples."""
        open_group, triples = "", list[str]()
        for adjustment in adjustments:
            if triples and (adjustment.group != open_group or len(triples) == 18):
                self.put("CAS", open_group, *triples)
                triples = []
            open_group = adjustment.group
            triples += [adjustment.reason, _money(adjustment.cents), adjustment.quantity]
        if triples:
            self.put("CAS", open_group, *triples)

    def _plb(self, adjustment: ProviderAdjustment) -> None:
        reason = adjustment.reason
        if adjustment.reference:
            reason += self._found.component + self._text(adjustment.reference)
        self.put(
            "PLB", adjustment.provider, _day(adjustment.period_end), reason,
            _money(adjustment.cents),
        )  # fmt: skip

    def _text(self, text: str) -> str:
        return text.translate(self._clean)


def _batches(claims: Sequence[Claim]) -> list[tuple[str, list[Claim]]]:
    found: list[tuple[str, list[Claim]]] = []
    for claim in claims:
        if not found or found[-1][0] != claim.batch_provider:
            found.append((claim.batch_provider, []))
        found[-1][1].append(claim)
    return found


def _money(cents: int) -> str:
    """No thousands, a point only when needed: 120050 → `1200.5`."""
    sign, whole, rest = "-" if cents < 0 else "", abs(cents) // 100, abs(cents) % 100
    return f"{sign}{whole}" + (f".{rest:02d}".rstrip("0") if rest else "")


def _day(on: date | None) -> str:
    return f"{on:%Y%m%d}" if on else ""
