"""What changed between two answers, in words and money. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from billing.eligibility.benefits import Amount, Benefits, Share
from billing.eligibility.used import share_on

MOVED_CENTS_MIN = 50_00


class Change(NamedTuple):
    """`cents` is by how much money changed, where it is money; None elsewhere."""

    words: str
    cents: int | None = None


class Moved(NamedTuple):
    """A planned service whose part paid by the plan is another now; positive is more."""

    code: str
    cents: int


def changes(before: Benefits, after: Benefits) -> list[Change]:
    """Of a day of asking or of an origin alone nothing is said."""
    return [
        *_plain(before, after),
        *_shares(before, after),
        *_amounts(before, after),
        *_lists(before, after),
    ]


def moved(before: Benefits, after: Benefits, planned: Sequence[tuple[str, int]]) -> list[Moved]:
    """Planned (code, fee in cents) that move by more than MOVED_CENTS_MIN."""
    found = []
    for code, fee_cents in planned:
        old, new = share_on(before, code), share_on(after, code)
        if old is None or new is None:
            continue
        cents = fee_cents * (new.plan_percent - old.plan_percent) // 100
        if abs(cents) >= MOVED_CENTS_MIN:
            found.append(Moved(code, cents))
    return found


PLAIN: Mapping[str, str] = {
    "begins_on": "The plan begins on",
    "ends_on": "The plan ends on",
    "plan_name": "The plan is called",
    "group_number": "The group is",
}
SWITCHES: Mapping[str, tuple[str, str]] = {
    "is_active": ("The cover is active", "The cover is not active"),
    "missing_tooth_clause": ("A missing-tooth clause applies", "No missing-tooth clause"),
}


def _plain(before: Benefits, after: Benefits) -> Iterator[Change]:
    for field, (yes, no) in SWITCHES.items():
        now = getattr(after, field)
        if now != getattr(before, field) and now is not None:
            yield Change(yes if now else no)
    for field, words in PLAIN.items():
        old, new = getattr(before, field), getattr(after, field)
        if new != old and (new or old):
            yield Change(f"{words} {new}" if new else f"{words}: no longer said, was {old}")


def _shares(before: Benefits, after: Benefits) -> Iterator[Change]:
    old, new = ({_at(one): one for one in told.shares} for told in (before, after))
    for at in dict.fromkeys([*old, *new]):
        was, now = old.get(at), new.get(at)
        if (was and _said(was)) != (now and _said(now)):
            yield Change(f"{_named(*at)}: {_said(was)} before, {_said(now)} now")


def _said(one: Share | None) -> str:
    if one is None:
        return "not said"
    return (
        f"copay ${_dollars(one.copay_cents)}"
        if one.copay_cents is not None
        else f"{one.plan_percent}%"
    )


def _at(one: Share) -> tuple[str, str, str]:
    return one.codes, one.service_class, one.network


def _named(codes: str, service_class: str, network: str) -> str:
    what = codes or service_class.replace("-", " ") or "all services"
    return what[:1].upper() + what[1:] + (f", {network} of network" if network else "")


def _amounts(before: Benefits, after: Benefits) -> Iterator[Change]:
    old, new = ({_key(one): one for one in told.amounts} for told in (before, after))
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key), new.get(key)
        for field, word in (("total_cents", ""), ("left_cents", " left")):
            then, today = getattr(was, field, None), getattr(now, field, None)
            if then != today:
                delta = today - then if then is not None and today is not None else None
                told = f"{_money(then)} before, {_money(today)} now"
                yield Change(f"{_amount(key)}{word}: {told}", delta)


def _key(one: Amount) -> tuple[str, ...]:
    return one.kind, one.of, one.period, one.codes, one.service_class, one.network


def _amount(key: tuple[str, ...]) -> str:
    kind, of, period, codes, name, network = key
    about = f" for {codes or name.replace('-', ' ')}" if codes or name else ""
    over = " for life" if period == "lifetime" else ""
    where = f", {network} of network" if network else ""
    return f"{of.capitalize()} {kind.replace('_', ' ')}{about}{over}{where}"


def _lists(before: Benefits, after: Benefits) -> Iterator[Change]:
    for field, words in (("limits", "Limits"), ("waits", "Waiting periods")):
        old = {_bare(one) for one in getattr(before, field)}
        new = {_bare(one) for one in getattr(after, field)}
        if old != new:
            yield Change(f"{words}: {len(new - old)} new, {len(old - new)} gone")
    if before.excluded != after.excluded:
        yield Change(f"Not covered: {after.excluded or 'nothing named'}")


def _bare(one: object) -> tuple[object, ...]:
    fields: Sequence[str] = one.__struct_fields__  # type: ignore[attr-defined]  # a struct
    return tuple(getattr(one, name) for name in fields if name != "origin")


def _money(cents: int | None) -> str:
    return "not said" if cents is None else f"${_dollars(cents)}"


def _dollars(cents: int | None) -> str:
    told = cents or 0
    return f"{told // 100:,}.{told % 100:02d}"
