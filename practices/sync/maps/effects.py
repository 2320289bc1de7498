"""Which tables show that a claim's payment was entered, by the kind of practice system."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effects:
    """Lines show it; claims and checks are looked at where they are read too."""

    line: str
    claim: str
    check: str
    is_files: bool

    @property
    def tables(self) -> tuple[str, str, str]:
        return self.line, self.claim, self.check


OPEN_DENTAL = Effects("claimproc", "claim", "claimpayment", is_files=False)
FEEDS = Effects("feed_claim_line", "feed_claim", "feed_insurance_payment", is_files=True)


def effects_in(tables: Collection[str]) -> Effects | None:
    """Of the tables a practice sends; None where no line of a claim is among them."""
    return next((one for one in (OPEN_DENTAL, FEEDS) if one.line in tables), None)
