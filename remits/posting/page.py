"""The payment page in words: the sentence on top, what agrees, what may be chosen. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from billing.ledger.accounts import Account
from remits.clearing.answer import Answer
from remits.clearing.words import GROUPS
from remits.posting.homes import CHOICES, HOMES
from remits.posting.values import in_words

# One letter for each account, the same on every page; digits stay with claims and outcomes.
KEYS = {
    Account.CONTRACT_WRITE_OFF: "c",
    Account.PATIENT_RECEIVABLE: "p",
    Account.DENIED_RECEIVABLE: "d",
    Account.COORDINATION: "b",
    Account.ADMINISTRATIVE_WRITE_OFF: "m",
}


@dataclass(frozen=True, slots=True)
class LegShown:
    label: str
    meaning: str
    debit_cents: int | None
    credit_cents: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that both sides say of the claim. `same` is None where one of them is silent."""

    label: str
    theirs: str
    ours: str
    same: bool | None


@dataclass(frozen=True, slots=True)
class Choice:
    """An account that a person may name with one key."""

    account: Account
    key: str
    usual: bool


def marks_of(answer: Answer, claim: Mapping[str, Any], payer_name: str) -> list[Mark]:
    """What the payer says of the claim beside what our claim says, one below the other."""
    days = ", ".join(_day(on) for on in answer.served_on)
    told = [
        ("Claim", answer.control_number, claim["control_number"]),
        ("Patient", _name(answer.last_name, answer.first_name),
         _name(claim["last_name"], claim["first_name"])),
        ("Member", answer.member_id, claim["member_id"]),
        ("Charge", in_words(abs(answer.charge_cents)), in_words(claim["charge_cents"])),
        ("Payer", payer_name, claim["payer_name"]),
    ]  # fmt: skip
    marks = [Mark(label, one, other, _alike(one, other)) for label, one, other in told]
    served = claim["served_on"]
    same_day = served in answer.served_on if answer.served_on else None
    marks.insert(3, Mark("Served", days, _day(served), same_day))
    return marks


def _name(last: str, first: str) -> str:
    return ", ".join(filter(None, [last, first]))


def _day(on: date) -> str:
    return f"{on:%b} {on.day}, {on:%Y}"


def _alike(one: str, other: str) -> bool | None:
    """Capitals and spaces say nothing: clearinghouses change them."""
    if not one or not other:
        return None
    return one.upper().replace(" ", "") == other.upper().replace(" ", "")


def sentence(stage: str, question_text: str, proposal: Mapping[str, Any] | None) -> str:
    """Why it stops, or what would happen, in one sentence."""
    if stage == "no_money":
        return "An estimate of what would be paid; it moves no money and is never posted."
    if question_text:
        return question_text
    if not proposal:
        return "It waits for a person."
    notes: Sequence[str] = proposal["notes"]
    moved = {Account(name): cents for name, cents in proposal["legs"]}
    paid_cents = moved.get(Account.SUSPENSE, 0)
    if proposal.get("reverses"):
        took = in_words(abs(paid_cents))
        return f"Takes back {took} posted before, with all that was booked beside it."
    said = [f"Pays {in_words(paid_cents)}" if paid_cents else "Pays nothing"]
    said += [
        words.format(in_words(cents))
        for account, words in SAID_OF.items()
        if (cents := moved.get(account))
    ]
    return " ".join([", ".join(said) + ".", *notes[:1]])


SAID_OF = {
    Account.CONTRACT_WRITE_OFF: "writes off {} by contract",
    Account.ADMINISTRATIVE_WRITE_OFF: "gives up {} as our own loss",
    Account.PATIENT_RECEIVABLE: "leaves {} to the patient",
    Account.DENIED_RECEIVABLE: "refuses {}",
    Account.COORDINATION: "leaves {} to the payer before it",
}


def choices(pair: tuple[str, str] | None) -> list[Choice]:
    """The accounts for the adjustment in question, the table's own first."""
    if pair is None:
        return []
    home = HOMES.get(pair)
    usual = home.account if home and not home.sure else None
    if pair == ("CO", "45"):  # asked only of a later payer, see plan.NO_OA23
        usual = Account.COORDINATION
    found = [Choice(account, KEYS[account], account is usual) for account in CHOICES]
    return sorted(found, key=lambda choice: not choice.usual)


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
    words = [f"claim {claim_number} is answered"]
    told = {
        Account.SUSPENSE: "insurance payment",
        Account.CONTRACT_WRITE_OFF: "write-off",
        Account.PATIENT_RECEIVABLE: "patient part",
        Account.DENIED_RECEIVABLE: "denied part",
    }
    return words + [
        f"{label} {in_words(cents)}"
        for account, label in told.items()
        if (cents := moved.get(account))
    ]
