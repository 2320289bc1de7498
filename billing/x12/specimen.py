"""Made remittances: dental, balanced, the same on every run, and visibly synthetic.

For benches, demonstrations and tests. Procedure codes are bare identifiers; nobody's name, number
or address occurs. Every payment balances on all three levels by construction.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from billing.x12.remittance import Claim, Party, ProviderAdjustment, Reference, Remittance
from billing.x12.specimen_claims import SpecimenClaims

CLAIMS_PER_PAYMENT = 25
FIRST_DAY = date(2026, 1, 5)
PAYERS = ("SAMPLE DENTAL PLAN A", "SAMPLE DENTAL PLAN B", "SAMPLE DENTAL PLAN C")


def remittances(
    seed: int, claims: int, per_payment: int = CLAIMS_PER_PAYMENT
) -> Iterator[Remittance]:
    """Payments with `claims` claims in all; one in fifty claims is a reversal with its correction.

    A reversal and its correction count as two claims and stand in one payment.
    """
    chance = random.Random(f"835:{seed}")  # noqa: S311  # samples, no secret
    maker = SpecimenClaims(chance)
    number = 0
    while claims > 0:
        number += 1
        taken = maker.claims(min(per_payment, claims), number)
        claims -= len(taken)
        yield _payment(chance, number, taken)


def _payment(chance: random.Random, number: int, claims: list[Claim]) -> Remittance:
    paid_on = FIRST_DAY + timedelta(days=number % 700)
    npi = f"19999{number % 8:05d}"
    claimed = sum(claim.paid_cents for claim in claims)
    plb = _provider_adjustments(chance, npi, date(paid_on.year, 12, 31), claimed, number)
    paid = claimed - sum(adjustment.cents for adjustment in plb)
    payer = number % len(PAYERS)
    originator = f"199999{payer:04d}"
    return Remittance(
        control=f"{number:04d}",
        version="005010X221A1",
        offset=0,
        paid_cents=paid,
        handling="I" if paid else "H",
        credit_or_debit="C",
        method="ACH" if paid else "NON",
        payment_format="CCP" if paid else "",
        effective_date=paid_on,
        originator_id=originator,
        trace=f"SAMPLE-T{number:07d}",
        trace_originator=originator,
        receiver_id="SAMPLE-RECEIVER",
        references=(Reference("EV", "SAMPLE-RECEIVER"),),
        payer=_payer(payer),
        payee=_payee(npi),
        claims=tuple(claims),
        provider_adjustments=tuple(plb),
    )


def _payer(place: int) -> Party:
    return Party(
        entity="PR",
        name=PAYERS[place],
        address=("1 SAMPLE STREET",),
        city="SAMPLETOWN",
        state="CO",
        postal_code="800000000",
        references=(Reference("2U", f"SAMPLE{place}"),),
        contacts=(("BL", "SAMPLE HELP DESK", "TE", "0000000000"),),
    )


def _payee(npi: str) -> Party:
    return Party(
        entity="PE",
        name=f"SAMPLE DENTAL {npi[-2:]}",
        id_qualifier="XX",
        id=npi,
        references=(Reference("TJ", "990000001"),),
    )


def _provider_adjustments(
    chance: random.Random, npi: str, period_end: date, claimed: int, number: int
) -> list[ProviderAdjustment]:
    """Up to six pairs, each with its own reference; never more withheld than is paid.

    Positive lowers the payment (WO taken back, FB brought in); negative raises it (L6 interest,
    72 a refund acknowledged, FB carried forward when reversals exceed the payments).
    """

    def pair(code: str, cents: int, place: int = 0) -> ProviderAdjustment:
        reference = f"SAMPLE-R{number:07d}-{place}"
        return ProviderAdjustment(npi, period_end, code, reference, cents)

    if claimed < 0:
        return [pair("FB", claimed)]
    found: list[ProviderAdjustment] = []
    kind = chance.random()
    if kind < 0.06 and claimed:
        found.append(pair("WO", chance.randint(1, claimed)))
    elif kind < 0.10:
        found.append(pair("L6", -chance.randint(1, 9_99)))
    elif kind < 0.13:
        cents = chance.randint(1_00, 500_00)
        found += [pair("72", -cents, 1), pair("WO", cents, 2)]
    elif kind < 0.20 and claimed:
        part = claimed // 6
        codes = ("WO", "FB", "L6", "72", "WO", "FB")
        signs = (1, 1, -1, -1, 1, 1)
        found += [
            pair(code, sign * part, place)
            for place, (code, sign) in enumerate(zip(codes, signs, strict=True), start=1)
            if part
        ]
    elif kind < 0.25 and claimed:
        found.append(pair("WO", claimed))  # all of it is taken: a payment of zero
    return found
