"""The chart of accounts: what each leg of an entry means. Debit is positive, credit negative."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec


class Account(StrEnum):
    """The value is stored; never rename one."""

    INSURANCE_RECEIVABLE = "insurance_receivable"
    PATIENT_RECEIVABLE = "patient_receivable"
    DENIED_RECEIVABLE = "denied_receivable"
    UNDEPOSITED = "undeposited"
    SUSPENSE = "suspense"
    PAYER_OFFSETS = "payer_offsets"
    COORDINATION = "coordination"
    PRODUCTION = "production"
    CONTRACT_WRITE_OFF = "contract_write_off"
    ADMINISTRATIVE_WRITE_OFF = "administrative_write_off"
    OTHER_INCOME = "other_income"

    @property
    def label(self) -> str:
        return MEANING[self].label

    @property
    def meaning(self) -> str:
        return MEANING[self].text


@dataclass(frozen=True, slots=True)
class Meaning:
    label: str
    text: str


MEANING = {
    Account.INSURANCE_RECEIVABLE: Meaning(
        "Insurance owes", "Charged to a payer and not yet answered."
    ),
    Account.PATIENT_RECEIVABLE: Meaning("Patient owes", "The part the payer left to the patient."),
    Account.DENIED_RECEIVABLE: Meaning(
        "Denied, to work", "Refused for a cause that can still be mended or appealed."
    ),
    Account.UNDEPOSITED: Meaning(
        "Remitted, not yet banked", "Announced by a remittance; the bank has not shown it yet."
    ),
    Account.SUSPENSE: Meaning(
        "Suspense", "Remitted money whose claims are not posted yet; it returns to zero."
    ),
    Account.PAYER_OFFSETS: Meaning(
        "Payer offsets", "Kept back, carried forward or added by a payer outside any claim."
    ),
    Account.COORDINATION: Meaning(
        "Between payers", "What another payer of the same service settles."
    ),
    Account.PRODUCTION: Meaning("Production", "Charges for services done."),
    Account.CONTRACT_WRITE_OFF: Meaning(
        "Contract write-off", "The part of a charge that a contract lets nobody collect."
    ),
    Account.ADMINISTRATIVE_WRITE_OFF: Meaning(
        "Administrative write-off", "Given up for a cause of our own, such as filing too late."
    ),
    Account.OTHER_INCOME: Meaning("Other income", "Interest and bonuses; never a patient's money."),
}


class Leg(msgspec.Struct, frozen=True):
    """One side of an entry before it is written: an account and signed cents, never zero."""

    account: Account
    cents: int


def legs_of(moved: dict[Account, int]) -> tuple[Leg, ...]:
    """Legs in the order of the chart; what nets to zero leaves none."""
    return tuple(
        Leg(account, moved[account]) for account in sorted(moved, key=PLACE) if moved[account]
    )


PLACE = {account: place for place, account in enumerate(Account)}.__getitem__
