"""A payer's answers as values of an 835: claims, reversals and payments that balance. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from msgspec.structs import replace as changed

from billing.x12 import remittance as x12
from dso.onboarding.cases import Case, Cut, LineVerdict, Verdict
from dso.onboarding.group import TREATERS, Insurer, Site

VERSION = "005010X221A1"
STATUS_OF_RANK = {1: "1", 2: "2"}


@dataclass(frozen=True, slots=True)
class Withheld:
    """One PLB pair; positive lowers the payment. `npi` names whom the payer means."""

    npi: str
    reason: str
    reference: str
    cents: int


def reply(case: Case, verdict: Verdict, *, status: str = "", number: str = "") -> x12.Claim:
    """The CLP of a claim; `number` is the payer's own, by default made from ours."""
    cover = case.person.covers[case.rank - 1]
    return x12.Claim(
        patient_control_number=case.control_number,
        status=status or STATUS_OF_RANK[case.rank],
        charge_cents=sum(line.service.fee_cents for line in verdict.lines),
        paid_cents=verdict.paid_cents,
        offset=0,
        end=0,
        segment=0,
        patient_cents=verdict.cut_cents("PR"),
        filing_code="12",
        payer_control_number=number or payer_number(case),
        facility="11",
        frequency="1",
        parties=(
            x12.Party(
                entity="QC",
                name=case.person.last_name,
                first_name=case.person.first_name,
                id_qualifier="MI",
                id=cover.member_id,
            ),
            x12.Party(
                entity="82",
                name=TREATERS[case.provider_id].name,
                id_qualifier="XX",
                id=TREATERS[case.provider_id].npi,
            ),
        ),
        lines=tuple(_line(line, case.served_on) for line in verdict.lines),
    )


def payer_number(case: Case) -> str:
    return f"TP{case.control_number.replace('-', '')}"


def reversal(case: Case, verdict: Verdict) -> x12.Claim:
    """The first answer with every sign turned and no patient part (CLP02 22)."""
    turned = tuple(
        replace(
            line,
            paid_cents=-line.paid_cents,
            cuts=tuple(replace(cut, cents=-cut.cents) for cut in line.cuts),
        )
        for line in verdict.lines
    )
    claim = reply(case, Verdict(turned), status="22")
    lines = tuple(
        changed(line, service=changed(line.service, charge_cents=-line.service.charge_cents))
        for line in claim.lines
    )
    return changed(claim, charge_cents=-claim.charge_cents, patient_cents=0, lines=lines)


def with_line(
    claim: x12.Claim, place: int, *, is_numbered: bool = True, **service: object
) -> x12.Claim:
    """The claim with one of its lines changed, for answers that are odd on purpose."""
    lines = list(claim.lines)
    line = lines[place]
    number = line.control_number if is_numbered else ""
    lines[place] = x12.Line(changed(line.service, **service), line.served_on, number)
    return changed(claim, lines=tuple(lines))


def corrected(verdict: Verdict, cents: int) -> Verdict:
    """The payer thinks again: `cents` of the first line go from its payment to the patient."""
    first = verdict.lines[0]
    cuts = (*first.cuts[:-1], replace(first.cuts[-1], cents=first.cuts[-1].cents + cents))
    assert first.cuts[-1].group == "PR"
    line = LineVerdict(first.service, first.paid_cents - cents, cuts)
    return Verdict((line, *verdict.lines[1:]))


def all_in_one_cut(verdict: Verdict, group: str, reason: str) -> Verdict:
    """The same payment, but what was not paid is said with a single pair."""
    return Verdict(
        tuple(
            LineVerdict(
                line.service,
                line.paid_cents,
                (Cut(group, reason, line.service.fee_cents - line.paid_cents),),
            )
            for line in verdict.lines
        )
    )


def payment(
    insurer: Insurer,
    site: Site,
    claims: Sequence[x12.Claim],
    *,
    trace: str,
    paid_on: date,
    withheld: Sequence[Withheld] = (),
    off_by_cents: int = 0,
) -> x12.Remittance:
    """One ST: paid = claims less withheld, plus a fault of `off_by_cents`."""
    paid_cents = sum(claim.paid_cents for claim in claims) - sum(one.cents for one in withheld)
    paid_cents += off_by_cents
    assert paid_cents >= 0, "a payment is never negative: carry the rest forward"
    return x12.Remittance(
        control="0001",
        version=VERSION,
        offset=0,
        paid_cents=paid_cents,
        handling="I" if paid_cents else "H",
        credit_or_debit="C",
        method="ACH" if paid_cents else "NON",
        effective_date=paid_on,
        originator_id=insurer.originator_id,
        trace=trace,
        trace_originator=insurer.originator_id,
        payer=x12.Party(entity="PR", name=insurer.name, address=("1 TEST STREET",)),
        payee=x12.Party(
            entity="PE",
            name=site.name,
            id_qualifier="XX",
            id=site.npi,
            references=(x12.Reference("TJ", site.tax_id),),
        ),
        claims=tuple(claims),
        provider_adjustments=tuple(
            x12.ProviderAdjustment(
                one.npi, date(paid_on.year, 12, 31), one.reason, one.reference, one.cents
            )
            for one in withheld
        ),
    )


def _line(verdict: LineVerdict, served_on: date) -> x12.Line:
    service = x12.Service(
        code=verdict.service.code,
        charge_cents=verdict.service.fee_cents,
        paid_cents=verdict.paid_cents,
        qualifier="AD",
        units="1",
        adjustments=tuple(x12.Adjustment(cut.group, cut.reason, cut.cents) for cut in verdict.cuts),
    )
    return x12.Line(service, served_on, verdict.service.control_number)
