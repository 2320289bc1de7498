"""What people were told by phone or on a portal, laid over what a payer answered. Pure."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal

import msgspec

from billing.eligibility.benefits import (
    Benefits,
    Downgrade,
    Named,
    Origin,
    Served,
    Share,
    Waiting,
)

Field = Literal["is_active", "missing_tooth", "waiting", "downgrade", "history", "percent"]
CONFIDENCE = {"phone": 80, "portal": 90, "person": 60, "practice": 60}


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One field as a person entered it.

    `answer` is yes, no or ""; `code` is a code or a class; `until`, `to` and `percent` belong to
    the fields that need them. "no" says that there is none.
    """

    field: Field
    source: str
    said_on: date
    answer: str = ""
    code: str = ""
    to: str = ""
    tooth: str = ""
    on: date | None = None
    percent: int | None = None

    @property
    def origin(self) -> Origin:
        return Origin(
            source=self.source, said_on=self.said_on, confidence=CONFIDENCE.get(self.source, 60)
        )


def overlaid(told: Benefits, said: Iterable[Said]) -> Benefits:
    """In the order in which they were entered: what was entered last about the same stands."""
    for one in said:
        told = LAYERS[one.field](told, one)
    return told


def _plain(told: Benefits, field: str, value: bool, origin: Origin) -> Benefits:
    rest = tuple(one for one in told.origins if one.field != field)
    changed: dict[str, Any] = {field: value, "origins": (*rest, Named(field=field, origin=origin))}
    return msgspec.structs.replace(told, **changed)


def _is_active(told: Benefits, one: Said) -> Benefits:
    return _plain(told, "is_active", one.answer == "yes", one.origin)


def _missing_tooth(told: Benefits, one: Said) -> Benefits:
    return _plain(told, "missing_tooth_clause", one.answer == "yes", one.origin)


def _where(one: Said) -> dict[str, str]:
    """A code, or a class by its name."""
    is_code = one.code[:1] == "D" and one.code[1:].isdigit()
    return (
        {"codes": one.code, "service_class": ""}
        if is_code
        else {"codes": "", "service_class": one.code}
    )


def _waiting(told: Benefits, one: Said) -> Benefits:
    told = _plain(told, "waits_known", True, one.origin)
    where = _where(one)
    kept = tuple(w for w in told.waits if _differs(w, where)) if one.code else ()
    new = (Waiting(until=one.on, **where, origin=one.origin),) if one.on else ()
    return msgspec.structs.replace(told, waits=kept + new)


def _differs(one: Waiting | Share, where: dict[str, str]) -> bool:
    return (one.codes, one.service_class) != (where["codes"], where["service_class"])


def _downgrade(told: Benefits, one: Said) -> Benefits:
    told = _plain(told, "downgrades_known", True, one.origin)
    kept = tuple(d for d in told.downgrades if one.code and d.codes != one.code)
    new = (Downgrade(codes=one.code, to=one.to, origin=one.origin),) if one.code and one.to else ()
    return msgspec.structs.replace(told, downgrades=kept + new)


def _history(told: Benefits, one: Said) -> Benefits:
    told = _plain(told, "history_known", True, one.origin)
    if not (one.code and one.on):
        return told
    new = Served(code=one.code, served_on=one.on, tooth=one.tooth, here=False, paid=True)
    rest = tuple(s for s in told.history if s != new)
    return msgspec.structs.replace(told, history=(*rest, new))


def _percent(told: Benefits, one: Said) -> Benefits:
    if one.percent is None:
        return told
    where = _where(one)
    kept = tuple(s for s in told.shares if _differs(s, where))
    new = Share(plan_percent=one.percent, **where, origin=one.origin)  # type: ignore[arg-type]  # a class or codes
    return msgspec.structs.replace(told, shares=(*kept, new))


LAYERS: dict[str, Callable[[Benefits, Said], Benefits]] = {
    "is_active": _is_active,
    "missing_tooth": _missing_tooth,
    "waiting": _waiting,
    "downgrade": _downgrade,
    "history": _history,
    "percent": _percent,
}
