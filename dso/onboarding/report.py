"""What `manage.py demo --once` says: one JSON object, or a table for people. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dso.onboarding.explain import PaymentStand, all_unexplained_cents

UNREAD, REFUSED, CAME_AGAIN = "unread", "refused", "came again"


@dataclass(slots=True, kw_only=True)
class FileStand:
    """One arrival of a file. `status` is REFUSED, UNREAD or CAME_AGAIN, or empty: then it was read
    and its payments tell."""

    name: str
    status: str = ""
    payments: list[PaymentStand] = field(default_factory=list)
    claims: int = 0
    matched: int = 0
    posted: int = 0
    waiting: Counter[str] = field(default_factory=Counter)
    gap_cents: int = 0

    @property
    def quarantined(self) -> int:
        return sum(payment.state == "quarantined" for payment in self.payments)

    @property
    def told(self) -> str:
        """The one word that a person looks for first."""
        states = {payment.state for payment in self.payments}
        if self.status or not states:
            return self.status or UNREAD
        if self.quarantined:
            return "quarantined"
        if self.waiting:
            return "waiting"
        return states.pop() if states in ({"duplicate"}, {"foreign"}) else "posted"

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.name,
            "status": self.told,
            "payments": len(self.payments),
            "claims": self.claims,
            "posted": self.posted,
            "waiting": self.waiting.total(),
            "quarantined": self.quarantined,
            "gap_cents": self.gap_cents,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`ledger_sum_cents` adds the absolute sum of each practice's ledger; it must be zero."""

    practices: int
    files: Sequence[FileStand]
    ledger_sum_cents: int
    write_backs_queued: int
    seconds: float

    @property
    def unexplained_cents(self) -> int:
        return sum(all_unexplained_cents(file.payments) for file in self.files)

    @property
    def is_whole(self) -> bool:
        unread = any(file.told == UNREAD for file in self.files)
        return not unread and not self.ledger_sum_cents and not self.unexplained_cents

    def as_json(self) -> dict[str, Any]:
        waiting = sum((file.waiting for file in self.files), Counter[str]())
        return {
            "practices": self.practices,
            "files": [file.as_json() for file in self.files],
            "payments": sum(len(file.payments) for file in self.files),
            "claims": sum(file.claims for file in self.files),
            "matched": sum(file.matched for file in self.files),
            "posted": sum(file.posted for file in self.files),
            "waiting": dict(sorted(waiting.items())),
            "ledger_sum_cents": self.ledger_sum_cents,
            "unexplained_cents": self.unexplained_cents,
            "write_backs_queued": self.write_backs_queued,
            "seconds": round(self.seconds, 1),
        }


def table(report: Report) -> Iterator[str]:
    """The same for people, a line at a time."""
    width = max((len(file.name) for file in report.files), default=4)
    yield f"{'file':{width}}  {'status':12} {'pmts':>5} {'claims':>6} {'posted':>6} {'wait':>5} gap"
    for file in report.files:
        gap = f"{file.gap_cents / 100:.2f}" if file.gap_cents else ""
        yield (
            f"{file.name:{width}}  {file.told:12} {len(file.payments):5} {file.claims:6} "
            f"{file.posted:6} {file.waiting.total():5}  {gap}"
        )
    told = report.as_json()
    yield ""
    for key in ("practices", "payments", "claims", "matched", "posted"):
        yield f"{key:20} {told[key]}"
    for question, count in told["waiting"].items():
        yield f"waiting: {question:11} {count}"
    yield f"{'ledger sum':20} {report.ledger_sum_cents / 100:.2f}"
    yield f"{'unexplained':20} {report.unexplained_cents / 100:.2f}"
    yield f"{'write-backs queued':20} {report.write_backs_queued}"
    yield f"{'seconds':20} {told['seconds']}"
