"""One member's answer as benefits, and answers to several questions put together."""

from datetime import date

import msgspec

from billing.eligibility.benefits import Benefits, Named
from billing.eligibility.normal import clauses, plan
from billing.eligibility.normal.amounts import amounts_of
from billing.eligibility.normal.limits import limits_of
from billing.eligibility.normal.scopes import Numbered
from billing.eligibility.normal.shares import shares_of
from billing.x12.eligibility import Member

LISTS = (
    "shares", "amounts", "limits", "waits", "downgrades", "history", "excluded_scopes",
    "authorization_scopes", "others", "notes",
)  # fmt: skip
PLAIN = (
    "is_active", "begins_on", "ends_on", "network", "missing_tooth_clause", "plan_name",
    "group_number", "history_known", "downgrades_known", "waits_known",
)  # fmt: skip


def benefits_of(
    member: Member, *, said_on: date, reversed_shares: bool = False, first: int = 1
) -> Benefits:
    """What the EBs of a member say, with the number of the EB each thing stands in.

    What nobody said stays None or absent. `reversed_shares` is for a payer that was accepted to
    tell the plan's part in EB08; `first` numbers the EBs of a second answer on.
    """
    numbered = [Numbered(n, eb, said_on) for n, eb in enumerate(member.benefits, start=first)]
    told = plan.plain(member, numbered, said_on)
    waits = clauses.waits(numbered, told.get("begins_on"))
    history = clauses.history(numbered)
    return Benefits(
        **told,
        **plan.scoped(numbered),
        checked_on=said_on,
        shares=tuple(s for one in numbered for s in shares_of(one, reversed_=reversed_shares)),
        amounts=amounts_of(numbered),
        limits=tuple(limit for one in numbered for limit in limits_of(one)),
        waits=waits,
        waits_known=True if waits or clauses.says_no_wait(numbered) else None,
        history=history,
        history_known=True if history else None,
        others=plan.others(numbered),
        notes=clauses.notes(numbered),
    )


def merged(first: Benefits, second: Benefits) -> Benefits:
    """Two answers about one plan: what the first did not say is taken from the second.

    Lists are joined without repeats; nothing the first said is overridden.
    """
    changed: dict[str, object] = {
        name: _joined(getattr(first, name), getattr(second, name)) for name in LISTS
    }
    for name in PLAIN:
        mine = getattr(first, name)
        changed[name] = getattr(second, name) if mine is None or mine == "" else mine
    changed["origins"] = _origins(first, second)
    for name in ("excluded", "authorization"):
        both = (getattr(first, name) + " " + getattr(second, name)).split()
        changed[name] = " ".join(sorted(set(both)))
    return msgspec.structs.replace(first, **changed)


def _joined(mine: tuple[msgspec.Struct, ...], theirs: tuple[msgspec.Struct, ...]) -> object:
    known = {_bare(one) for one in mine}
    return (*mine, *(one for one in theirs if _bare(one) not in known))


def _bare(one: msgspec.Struct) -> bytes:
    """What it says, whoever said it."""
    said = {k: v for k, v in msgspec.structs.asdict(one).items() if k != "origin"}
    return msgspec.json.encode(said)


def _origins(first: Benefits, second: Benefits) -> tuple[Named, ...]:
    known = {one.field for one in first.origins}
    return (*first.origins, *(one for one in second.origins if one.field not in known))
