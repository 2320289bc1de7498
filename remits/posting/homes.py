"""Where each adjustment belongs: (group, reason) → account. What is not here goes to a person.

The group, not the reason, decides who owes. A contractual obligation (CO) is a write-off only for
fee-schedule reasons; with most others it is a denial to be worked before anything is given up.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from billing.ledger.accounts import Account

VERSION = "homes-1"


@dataclass(frozen=True, slots=True)
class Home:
    """`sure` homes need no second look; others are proposed and marked as likely."""

    account: Account
    sure: bool
    words: str


_CONTRACT = Home(Account.CONTRACT_WRITE_OFF, True, "the contract lets nobody collect it")
_OVER_CHARGE = Home(Account.CONTRACT_WRITE_OFF, False, "allowed above the charge")
_PATIENT = Home(Account.PATIENT_RECEIVABLE, True, "the plan leaves it to the patient")
_PATIENT_PERHAPS = Home(
    Account.PATIENT_RECEIVABLE, False, "not covered; the contract may forbid to bill it"
)
_DENIED = Home(Account.DENIED_RECEIVABLE, False, "refused; work it before giving it up")
_OTHER_PAYER = Home(Account.COORDINATION, True, "settled by the payer before this one")

_BY_GROUP: dict[str, dict[Home, tuple[str, ...]]] = {
    "CO": {
        _CONTRACT: ("24", "42", "44", "45", "131", "253", "A2"),
        _OVER_CHARGE: ("94",),
        _DENIED: (
            "4", "11", "15", "16", "18", "22", "26", "27", "29", "31", "39", "49", "50", "51",
            "54", "55", "56", "96", "97", "109", "119", "146", "150", "151", "163", "169", "170",
            "181", "182", "183", "185", "197", "198", "204", "216", "222", "226", "227", "236",
            "242", "250", "251", "252", "256", "272", "273", "A1", "A6", "B7", "B9", "B15", "B16",
        ),
    },
    "PR": {
        _PATIENT: ("1", "2", "3", "66"),
        _PATIENT_PERHAPS: ("27", "31", "35", "45", "49", "96", "119", "169", "204", "227", "242"),
    },
    "OA": {
        _OTHER_PAYER: ("23",),
        _OVER_CHARGE: ("94",),
        _DENIED: ("18", "22", "109"),
    },
}  # fmt: skip

Homes = Mapping[tuple[str, str], Home]

HOMES: Homes = {
    (group, reason): home
    for group, homes in _BY_GROUP.items()
    for home, reasons in homes.items()
    for reason in reasons
}

# These reasons say nothing without a remark beside them (X12 835, CAS02).
NEED_A_REMARK = frozenset({"16", "96", "250", "251", "252", "A1"})

# What a person may choose for an adjustment, in the order of the form.
CHOICES = (
    Account.CONTRACT_WRITE_OFF,
    Account.PATIENT_RECEIVABLE,
    Account.DENIED_RECEIVABLE,
    Account.COORDINATION,
    Account.ADMINISTRATIVE_WRITE_OFF,
)
