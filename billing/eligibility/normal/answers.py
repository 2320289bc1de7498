"""What a 271 is an answer of: the member we asked for, and what became of the question."""

from datetime import date
from typing import Literal

import msgspec

from billing.x12.benefits import Rejection
from billing.x12.eligibility import Eligibility, Member, Receiver, Source

Outcome = Literal["answered", "inactive", "not_found", "payer_down", "needs_person"]

# AAA03, by what is to be done: ask again later, look the member up, or mend what we sent.
DOWN = frozenset({"42", "80"})
NOT_FOUND = frozenset({"64", "65", "67", "71", "72", "73", "75", "76", "77", "78"})
INACTIVE_KINDS = frozenset({"6", "7", "8"})
ACTIVE_KINDS = frozenset({"1", "2", "3", "4", "5"})


class Heard(msgspec.Struct, frozen=True):
    """`reason` is AAA03 where there is one; `member` is who the answer is about."""

    outcome: Outcome
    member: Member | None = None
    reason: str = ""
    why: str = ""


class Whom(msgspec.Struct, frozen=True):
    """Whom we asked for: an answer about anybody else is not used."""

    trace: str
    member_id: str
    born_on: date | None
    last_name: str


def heard(answer: Eligibility, whom: Whom) -> Heard:
    """Which member of the answer is ours, and whether it tells benefits.

    An answer about another member, or with none, is for a person: never used.
    """
    above = _above(answer)
    if above is not None:
        return _rejected(above)
    wanted = [member for member in answer.members if _is_told(member)]
    if not wanted:
        return Heard("needs_person", why="The answer names nobody.")
    ours = [member for member in wanted if _is_ours(member, answer, whom)]
    if not ours:
        return Heard("needs_person", why="The answer is about another member.")
    return _of_member(ours[-1])


def _of_member(member: Member) -> Heard:
    if not member.benefits:
        return _rejected(member.rejections[0])
    kinds = {one.kind for one in member.benefits if _is_dental(one.service_types)}
    if kinds & ACTIVE_KINDS:
        return Heard("answered", member)
    if kinds & INACTIVE_KINDS:
        return Heard("inactive", member)
    if "V" in kinds and len(kinds) == 1:
        return Heard("payer_down", why="The payer could not process it.")
    return Heard("answered", member)


def _is_dental(types: tuple[str, ...]) -> bool:
    return not types or "35" in types or "30" in types


def _above(answer: Eligibility) -> Rejection | None:
    """A rejection of the payer or of who asks: it says nothing about a member."""
    places: list[Source | Receiver] = []
    for source in answer.sources:
        places += [source, *source.receivers]
    return next((one for place in places for one in place.rejections), None)


def _rejected(told: Rejection) -> Heard:
    if told.reason in DOWN:
        return Heard("payer_down", reason=told.reason)
    if told.reason in NOT_FOUND:
        return Heard("not_found", reason=told.reason)
    return Heard("needs_person", reason=told.reason, why="The payer refused the question.")


def _is_told(member: Member) -> bool:
    return bool(member.benefits or member.rejections)


def _is_ours(member: Member, answer: Eligibility, whom: Whom) -> bool:
    """A number that comes back decides; what else comes back must not say otherwise."""
    numbers = {one.number for one in member.traces if one.kind == "2"}
    if whom.trace not in numbers and (numbers or answer.reference != whom.trace):
        return False
    person = member.person
    if person.born_on and whom.born_on and person.born_on != whom.born_on:
        return False
    ids = {_plain(one.person.id) for one in _family(answer, member) if one.person.id}
    return not (whom.member_id and ids and _plain(whom.member_id) not in ids)


def _family(answer: Eligibility, member: Member) -> tuple[Member, ...]:
    """A dependent is known by the subscriber's number too."""
    holders = [one for one in answer.members if any(kin is member for kin in one.dependents)]
    return (member, *holders)


def _plain(told: str) -> str:
    return "".join(mark for mark in told.upper() if mark.isalnum()).lstrip("0")
