"""The payment page in words: legs, adjustments and the equation of a claim payment. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from billing.ledger.accounts import Account
from remits.clearing.answer import Answer, Cut
from remits.posting.homes import HOMES

GROUPS = {
    "CO": "Contract",
    "PR": "Patient",
    "OA": "Other",
    "PI": "Payer's own",
    "CR": "Correction",
}

STATUSES = {
    "1": "Primary",
    "2": "Secondary",
    "3": "Tertiary",
    "4": "Denied",
    "19": "Primary, forwarded",
    "20": "Secondary, forwarded",
    "21": "Tertiary, forwarded",
    "22": "Reversal",
    "23": "Not ours, forwarded",
    "25": "Estimate",
}


@dataclass(frozen=True, slots=True)
class LegShown:
    label: str
    meaning: str
    debit_cents: int | None
    credit_cents: int | None


@dataclass(frozen=True, slots=True)
class CutShown:
    """An adjustment with its home, as a person reads it."""

    name: str
    group: str
    cents: int
    goes_to: str
    words: str
    where: str


def legs_shown(legs: Sequence[tuple[str, int]]) -> list[LegShown]:
    shown = []
    for name, cents in legs:
        account = Account(name)
        shown.append(
            LegShown(
                account.label,
                account.meaning,
                cents if cents > 0 else None,
                -cents if cents < 0 else None,
            )
        )
    return shown


def cuts_shown(answer: Answer, corrections: Mapping[str, str]) -> list[CutShown]:
    """Every adjustment of the claim and its lines, with the account it goes to."""
    found = [_cut(cut, "claim", corrections) for cut in answer.cuts]
    for number, line in enumerate(answer.lines, start=1):
        found += [_cut(cut, f"line {number}", corrections) for cut in line.cuts]
    return found


def _cut(cut: Cut, where: str, corrections: Mapping[str, str]) -> CutShown:
    name = f"{cut.group}-{cut.reason}"
    home = HOMES.get((cut.group, cut.reason))
    chosen = corrections.get(name)
    if chosen:
        goes_to, words = Account(chosen).label, "chosen by a person"
    else:
        goes_to = home.account.label if home else "No home yet"
        words = home.words if home else "not known to the rules; a person decides"
    return CutShown(name, GROUPS.get(cut.group, cut.group), cut.cents, goes_to, words, where)


def pairs(answer: Answer) -> list[str]:
    """The distinct adjustment pairs of a payment, in the order they appear."""
    cuts = [*answer.cuts, *(cut for line in answer.lines for cut in line.cuts)]
    return list(dict.fromkeys(f"{cut.group}-{cut.reason}" for cut in cuts))


def equation(answer: Answer) -> list[tuple[str, int]]:
    """Charge = paid + adjustments by group: the proof a person can add up."""
    by_group: dict[str, int] = {}
    for cut in [*answer.cuts, *(cut for line in answer.lines for cut in line.cuts)]:
        by_group[cut.group] = by_group.get(cut.group, 0) + cut.cents
    parts = [("Paid", answer.paid_cents)]
    return parts + [(GROUPS.get(group, group), cents) for group, cents in by_group.items()]


def adds_up(answer: Answer) -> bool:
    return answer.charge_cents == sum(cents for _, cents in equation(answer))


def write_back_words(proposal: Mapping[str, Any], claim_number: str) -> list[str]:
    """What the practice's own system will be told, in sentences."""
    moved = {Account(name): cents for name, cents in proposal["legs"]}
    words = [f"Claim {claim_number}: the payer's answer is entered."]
    told = {
        Account.SUSPENSE: "Insurance payment",
        Account.CONTRACT_WRITE_OFF: "Write-off",
        Account.PATIENT_RECEIVABLE: "Patient part",
        Account.DENIED_RECEIVABLE: "Denied part",
    }
    return words + [
        f"{label}: {cents / 100:,.2f}"
        for account, label in told.items()
        if (cents := moved.get(account))
    ]
