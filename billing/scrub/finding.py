"""What a rule says of a claim: what is wrong, what to do, and what it stands on. Pure."""

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """The value is stored. HOLD keeps a claim here until it is mended or a person says why not."""

    HOLD = "hold"
    WARN = "warn"
    INFO = "info"


SEVERITIES = {one.value: one for one in Severity}  # by value, without a call


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One field before and after; `line` is None for the claim's own.

    Only clerical fields may be changed by the machine (`corrections.py`); any other is a
    suggestion that the provider signs.
    """

    field: str
    before: str
    after: str
    line: int | None = None


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A rule's own words. `money_cents` is at risk; None means the line's or claim's charge.

    `stands_on` names chart facts for the page: ("tooth", "14"), ("note", id), ("benefit", place),
    ("history", day), ("line", number), ("edit", id). `text` and `fix` name no person. `severity`
    is set where an edit of a pack has its own, and stands above the rule's.
    """

    text: str
    fix: str
    line: int | None = None
    money_cents: int | None = None
    stands_on: tuple[tuple[str, str], ...] = ()
    change: Change | None = None
    severity: Severity | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What was said, by which rule in which version, with its severity for this claim's payer."""

    rule: str
    version: str
    severity: Severity
    text: str
    fix: str
    money_cents: int
    line: int | None = None
    stands_on: tuple[tuple[str, str], ...] = ()
    change: Change | None = None
