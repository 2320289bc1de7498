"""One row of a page of benefits, and how its parts are written. Pure."""

from datetime import date
from typing import NamedTuple

from billing.eligibility.benefits import Amount, Limit, Origin, Scoped, Share

UNKNOWN = "Not known"
NETWORKS = {"in": "in network", "out": "out of network", "": ""}
SURE, LIKELY = 90, 60


class Row(NamedTuple):
    """`value` is UNKNOWN where nobody said anything; `note` narrows it."""

    label: str
    value: str
    note: str = ""
    origin: Origin | None = None

    @property
    def is_known(self) -> bool:
        return self.value != UNKNOWN

    @property
    def band(self) -> str:
        """sure, likely or unsure; "" where nobody said anything."""
        if self.origin is None:
            return ""
        sure = self.origin.confidence
        return "sure" if sure >= SURE else "likely" if sure >= LIKELY else "unsure"


def day(on: date | None) -> str:
    return f"{on:%b} {on.day}, {on:%Y}" if on else UNKNOWN


def about(one: Share | Amount | Limit | Scoped) -> str:
    name = one.codes or one.service_class.replace("-", " ") or "all services"
    return name[:1].upper() + name[1:]


def money(cents: int | None) -> str:
    return UNKNOWN if cents is None else f"${cents // 100:,}.{cents % 100:02d}"
