"""What an order says, value by value, as a person types it into the practice's system. Pure."""

from dataclasses import dataclass

import msgspec

from practices.sync.kinds import Check, ClaimPayment, One
from practices.wire.commands import Step

_LABELS = {
    "claim": "Claim", "sent_on": "Sent on", "note": "Note", "patient": "Patient",
    "description": "Description", "extension": "Kind of file", "definition": "Type",
    "amount_cents": "Amount", "adjusted_on": "Date", "provider": "Provider",
    "procedure": "Procedure", "kind": "What was verified", "of": "Of", "verified_on": "Verified on",
    "line": "Line", "received_on": "Received on",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Copy:
    """One value under the name it has on the screen of the practice's system."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class LineCopy:
    code: str
    paid: str
    write_off: str
    deductible: str
    remarks: str


def values_of(body: msgspec.Struct) -> list[Copy]:
    match body:
        case ClaimPayment():
            return _payment(body)
        case Check():
            told = [("Check number", body.number), ("Check amount", dollars(body.cents))]
            return _copies([*told, ("Check date", body.paid_on), ("Carrier", body.carrier)])
        case One():
            return _copies(_step(body.step))
    raise AssertionError(type(body))


def lines_of(body: msgspec.Struct) -> list[LineCopy]:
    if not isinstance(body, ClaimPayment):
        return []
    return [
        LineCopy(
            line.code,
            dollars(line.paid_cents),
            dollars(line.write_off_cents),
            dollars(line.deductible_cents),
            line.remarks,
        )
        for line in body.lines
    ]


def dollars(cents: int) -> str:
    """As it is typed: `1234.50`, without a sign for thousands."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def _payment(body: ClaimPayment) -> list[Copy]:
    return _copies(
        [
            ("Claim", body.claim),
            ("ClaimNum", str(body.claim_key or "")),
            ("Check number", body.check_number),
            ("Check amount", dollars(body.cents)),
            ("Check date", body.paid_on),
            ("Carrier", body.carrier),
        ]
    )


def _step(step: Step) -> list[tuple[str, str]]:
    told = []
    for name, value in msgspec.to_builtins(step).items():
        if name in _LABELS and value:
            text = dollars(value) if name.endswith("_cents") else str(value)
            told.append((_LABELS[name], text))
    return told


def _copies(told: list[tuple[str, str]]) -> list[Copy]:
    return [Copy(label, text) for label, text in told if text]
