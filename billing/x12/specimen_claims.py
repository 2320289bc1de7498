"""Made dental claims for made remittances: paid, denied, secondary, downcoded, reversed."""

import random
from datetime import date, timedelta

from msgspec.structs import replace

from billing.x12.remittance import Adjustment, Amount, Claim, Line, Party, Service

CODES = (
    "D0120", "D0140", "D0150", "D0210", "D0220", "D0230", "D0274", "D1110", "D1120", "D1206",
    "D1351", "D2140", "D2150", "D2330", "D2331", "D2391", "D2392", "D2393", "D2740", "D2750",
    "D2950", "D3310", "D3320", "D3330", "D4341", "D4355", "D4910", "D5110", "D5213", "D6240",
    "D7140", "D7210", "D7240", "D9110", "D9230",
)  # fmt: skip
DOWNCODED = {"D2391": "D2140", "D2392": "D2150", "D2740": "D2750"}
FIRST_SERVED_ON = date(2025, 10, 1)
REMARKS = ("N130", "N381", "N19", "M15")
DENIED_FOR = ("96", "119", "18", "29")


class SpecimenClaims:
    """Claims one after another; the same chance gives the same claims."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._fees = {code: chance.randrange(30_00, 1500_00, 5_00) for code in CODES}
        self._allowed = {
            code: fee * chance.randint(50, 90) // 100 for code, fee in self._fees.items()
        }
        self._number = 0

    def claims(self, count: int, payment: int) -> list[Claim]:
        """`count` claims; where two are left, a reversal may come with its correction."""
        found: list[Claim] = []
        while len(found) < count:
            claim = self._claim()
            if count - len(found) >= 2 and self._chance.random() < 0.02:
                found.append(reversed_claim(claim))
                claim = self._corrected(claim)
            found.append(claim)
        return found

    def _claim(self) -> Claim:
        self._number += 1
        chance, number = self._chance, self._number
        served_on = FIRST_SERVED_ON + timedelta(days=number % 90)
        rank = "2" if chance.random() < 0.08 else "1"
        is_denied = chance.random() < 0.05
        lines = tuple(
            self._line(f"SAMPLE-{number:07d}-{place}", served_on, rank, is_denied)
            for place in range(1, chance.choices((1, 2, 3, 4, 6), (20, 30, 25, 15, 10))[0] + 1)
        )
        return _summed(
            lines, rank, f"SAMPLE-{number:07d}", f"SAMPLE-P{number:08d}", self._remarks()
        )

    def _remarks(self) -> tuple[str, ...]:
        return ("MA01",) if self._chance.random() < 0.25 else ()

    def _line(self, control: str, served_on: date, rank: str, is_denied: bool) -> Line:
        chance = self._chance
        code = chance.choice(CODES)
        charge = self._fees[code]
        adjudicated = DOWNCODED.get(code, code) if chance.random() < 0.3 else code
        allowed = min(charge, self._allowed[adjudicated])
        if is_denied:
            cuts = self._denied(charge)
        elif rank == "2":
            cuts = self._secondary(charge, allowed)
        else:
            cuts = self._primary(charge, allowed)
        service = Service(
            code=adjudicated,
            charge_cents=charge,
            paid_cents=charge - sum(cut.cents for cut in cuts),
            qualifier="AD",
            submitted_code=code if adjudicated != code else "",
            submitted_qualifier="AD" if adjudicated != code else "",
            units="1",
            adjustments=cuts,
            amounts=() if is_denied else (Amount("B6", allowed),),
            remarks=(chance.choice(REMARKS),) if is_denied else (),
        )
        return Line(service, served_on, control)

    def _primary(self, charge: int, allowed: int) -> tuple[Adjustment, ...]:
        """Contract, then deductible and coinsurance, which may share a CAS."""
        chance = self._chance
        cuts = [Adjustment("CO", "45", charge - allowed)] if charge > allowed else []
        deductible = min(allowed, chance.choice((0, 0, 0, 25_00, 50_00)))
        coinsurance = (allowed - deductible) * chance.choice((0, 20, 20, 50)) // 100
        if deductible:
            cuts.append(Adjustment("PR", "1", deductible))
        if coinsurance:
            cuts.append(Adjustment("PR", "2", coinsurance))
        return tuple(cuts)

    def _secondary(self, charge: int, allowed: int) -> tuple[Adjustment, ...]:
        """OA-23 holds all that the first payer did (RFI 1696); what is left is paid or owed."""
        before = allowed * 80 // 100 + (charge - allowed)
        left = charge - before
        owed = left // 2 if self._chance.random() < 0.5 else 0
        cuts = (Adjustment("OA", "23", before),)
        return (*cuts, Adjustment("PR", "3", owed)) if owed else cuts

    def _denied(self, charge: int) -> tuple[Adjustment, ...]:
        """Most in one reason; some in two under one group."""
        if self._chance.random() < 0.8:
            return (Adjustment("CO", self._chance.choice(DENIED_FOR), charge),)
        half = charge // 2
        return (Adjustment("PR", "96", half), Adjustment("PR", "119", charge - half))

    def _corrected(self, claim: Claim) -> Claim:
        """The payer thinks again: five dollars of the first line go to the patient."""
        first = claim.lines[0].service
        cents = min(5_00, first.paid_cents)
        if not cents:
            return claim
        service = replace(
            first,
            paid_cents=first.paid_cents - cents,
            adjustments=(*first.adjustments, Adjustment("PR", "3", cents)),
        )
        lines = (replace(claim.lines[0], service=service), *claim.lines[1:])
        return _summed(
            lines, claim.status, claim.patient_control_number,
            claim.payer_control_number + "C", claim.remarks,
        )  # fmt: skip


def reversed_claim(claim: Claim) -> Claim:
    """The mirror of a claim (CLP02 22): every sign turned, and no patient part."""
    lines = tuple(replace(line, service=_turned_service(line.service)) for line in claim.lines)
    return replace(
        claim,
        status="22",
        charge_cents=-claim.charge_cents,
        paid_cents=-claim.paid_cents,
        patient_cents=0,
        adjustments=_turned(claim.adjustments),
        lines=lines,
    )


def _turned_service(service: Service) -> Service:
    return replace(
        service,
        charge_cents=-service.charge_cents,
        paid_cents=-service.paid_cents,
        adjustments=_turned(service.adjustments),
        amounts=tuple(replace(amount, cents=-amount.cents) for amount in service.amounts),
    )


def _turned(adjustments: tuple[Adjustment, ...]) -> tuple[Adjustment, ...]:
    return tuple(replace(cut, cents=-cut.cents) for cut in adjustments)


def _summed(
    lines: tuple[Line, ...], status: str, control: str, payer_control: str, remarks: tuple[str, ...]
) -> Claim:
    services = [line.service for line in lines]
    patient = sum(cut.cents for one in services for cut in one.adjustments if cut.group == "PR")
    serial = control[-7:]
    return Claim(
        patient_control_number=control,
        status=status,
        charge_cents=sum(one.charge_cents for one in services),
        paid_cents=sum(one.paid_cents for one in services),
        offset=0,
        end=0,
        segment=0,
        patient_cents=patient,
        filing_code="12",
        payer_control_number=payer_control,
        facility="11",
        frequency="1",
        parties=(
            Party("QC", f"SAMPLE{serial}", "PATIENT", "MI", f"SAMPLE-M{serial}", kind="1"),
            Party("82", "SAMPLE DENTIST", "", "XX", f"19999{int(serial) % 40:05d}", kind="1"),
        ),
        remarks=remarks,
        outpatient=("", "", *remarks) if remarks else (),
        lines=lines,
    )
