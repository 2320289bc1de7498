"""A TA1 as a value: whether an interchange of ours could be opened at all."""

from datetime import date

import msgspec

from billing.x12.errors import Problem
from billing.x12.parties import Origin


class InterchangeAck(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One TA1. `interchange` is our ISA13, `interchange_on` and `interchange_time` (HHMM) are
    ISA09 and ISA10, local to us; `verdict` A, E (accepted with errors) or R; `note` three digits.

    `control`, `version`, `offset`, `warnings` and `origin` tell of the file that brought it;
    `control` is `interchange` again, since a TA1 has no number of its own.
    """

    interchange: str
    interchange_on: date | None = None
    interchange_time: str = ""
    verdict: str = ""
    note: str = ""
    version: str = ""
    control: str = ""
    offset: int = 0
    warnings: tuple[Problem, ...] = ()
    origin: Origin | None = None

    @property
    def is_accepted(self) -> bool:
        return self.verdict in {"A", "E"}

    def answers(self, interchange: str) -> bool:
        """Whether it is about the interchange with this ISA13; leading zeros do not matter."""
        return self.interchange.strip().lstrip("0") == interchange.strip().lstrip("0")
