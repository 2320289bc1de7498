"""Decided claims become payments: an 835 for each payer and day, and deposits that match."""

from collections.abc import Sequence
from datetime import date

from billing.x12.parties import Party, Reference
from billing.x12.remittance import BankAccount, Claim, ProviderAdjustment, Remittance
from tests.doubles.clearinghouse.bank import BANK, ROUTING, Deposit
from tests.doubles.clearinghouse.cases import Case

VERSION = "005010X221A1"


class Payments:
    """Remembers for each payer and payee what a payment below zero left to be taken back."""

    def __init__(self) -> None:
        self._carried_cents: dict[tuple[str, str], tuple[int, str]] = {}

    def paid(self, case: Case, claims: Sequence[Claim], number: int, on: date) -> Remittance:
        """`case` is any of its claims. Less than nothing is carried to the next (PLB FB)."""
        trace = f"T{number:09d}"
        whose = (case.payer.id, case.provider.npi)
        carried = self._carried_cents.pop(whose, None)
        cents = sum(claim.paid_cents for claim in claims)
        adjustments = []
        if carried:
            adjustments.append(_forwarded(case, carried[1], carried[0], on))
            cents -= carried[0]
        if cents < 0:
            adjustments.append(_forwarded(case, trace, cents, on))
            self._carried_cents[whose] = (-cents, trace)
            cents = 0
        return _remittance(case, claims, adjustments, cents, trace, on)


def _forwarded(case: Case, reference: str, cents: int, on: date) -> ProviderAdjustment:
    return ProviderAdjustment(case.provider.npi, on.replace(month=12, day=31), "FB", reference,
                              cents)  # fmt: skip


def _remittance(
    case: Case, claims: Sequence[Claim], adjustments: Sequence[ProviderAdjustment], cents: int,
    trace: str, on: date,
) -> Remittance:  # fmt: skip
    provider, payer = case.provider, originator(case.payer)
    account = BankAccount("01", f"{ROUTING}9", "DA", account_of(case))
    return Remittance(
        "", VERSION, 0, cents, handling="I" if cents else "H", credit_or_debit="C",
        method="ACH" if cents else "NON", payment_format="CCP" if cents else "",
        effective_date=on, originator_id=payer, trace=trace, trace_originator=payer,
        from_account=BankAccount("01", f"{ROUTING}9", "DA", "PAYER") if cents else None,
        to_account=account if cents else None,
        payer=Party("PR", case.payer.name or BANK, id_qualifier="XV", id=case.payer.id,
                    address=("1 SAMPLE STREET",), city="SAMPLETOWN", state="OH",
                    postal_code="430000000"),
        payee=Party("PE", provider.party.name, id_qualifier="XX", id=provider.npi,
                    references=(Reference("TJ", provider.tax_id),)),
        claims=tuple(claims), provider_adjustments=tuple(adjustments),
    )  # fmt: skip


def deposit(case: Case, told: Remittance) -> Deposit:
    return Deposit(
        account_of(case), case.provider.party.name, case.payer.name, told.originator_id,
        told.paid_cents, f"TRN*1*{told.trace}*{told.trace_originator}~",
    )  # fmt: skip


def originator(payer: Party) -> str:
    """One and nine digits, the same for one payer."""
    digits = "".join(str(ord(letter) % 10) for letter in payer.id)
    return f"1{digits:0>9.9}"


def account_of(case: Case) -> str:
    return f"DDA{case.provider.tax_id or case.provider.npi}"
