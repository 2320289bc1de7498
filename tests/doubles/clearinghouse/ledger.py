"""What the clearinghouse got, and the truth about each claim."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

GONE_BACK = {"rejected_999", "rejected_house", "rejected_payer"}


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file that became theirs. `way` is http or box."""

    key: str
    name: str
    sha256: str
    at: datetime
    way: str


@dataclass(slots=True)
class Truth:
    """One claim as it came in one delivery. `stages` are names with their moments, oldest first:

    received, rejected_999, accepted_999, rejected_house, accepted_house, rejected_payer,
    accepted_payer, lost, paid, denied, voided.
    """

    number: str
    frequency: str
    key: str
    payer: str
    charge_cents: int
    stages: list[tuple[str, datetime]] = field(default_factory=list)
    house_number: str = ""
    payer_number: str = ""
    paid_cents: int = 0
    trace: str = ""
    """Of the payment that tells of it."""

    @property
    def stage(self) -> str:
        return self.stages[-1][0] if self.stages else ""

    def has(self, stage: str) -> bool:
        return any(name == stage for name, _ in self.stages)

    @property
    def was_turned_away(self) -> bool:
        return any(name in GONE_BACK for name, _ in self.stages)


@dataclass(slots=True)
class Ledger:
    deliveries: list[Delivery] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    of: dict[str, list[Truth]] = field(default_factory=dict)
    """The same by claim number (CLM01)."""
    duplicate_interchanges: int = 0
    """Refused: the same sender sent that ISA13 before."""

    def add(self, truth: Truth) -> None:
        self.truths.append(truth)
        self.of.setdefault(truth.number, []).append(truth)

    @property
    def received(self) -> list[str]:
        """Submission keys, each once."""
        return list(dict.fromkeys(one.key for one in self.deliveries))

    @property
    def sent_twice(self) -> dict[str, int]:
        """Submission keys that became theirs more than once, with how often."""
        counts = Counter(one.key for one in self.deliveries)
        return {key: count for key, count in counts.items() if count > 1}

    @property
    def claims_twice(self) -> dict[tuple[str, str], int]:
        """(CLM01, frequency) that came again although no earlier one was turned away."""
        counts = Counter(
            (one.number, one.frequency) for one in self.truths if not one.was_turned_away
        )
        return {claim: count for claim, count in counts.items() if count > 1}

    def truth(self, number: str) -> Truth:
        """The latest of this claim. Raises KeyError."""
        return self.of[number][-1]
