"""How a payer behaves, by name; and which member meets which."""

import time
from collections.abc import Callable
from typing import NamedTuple
from zlib import crc32

from msgspec.structs import replace

from billing.x12 import Eligibility, Member, read270
from billing.x12.benefits import Rejection
from tests.doubles.payer import answers

SLOW_SECONDS = 3.0


class Answer(NamedTuple):
    status: int
    body: bytes


def answer_to(question: bytes, behaviour: str = "") -> Answer:
    """What comes back; without a behaviour the member's number chooses one."""
    (asked,) = read270(question)
    return BEHAVIOURS[behaviour or behaviour_of(asked)](asked)


def behaviour_of(asked: Eligibility) -> str:
    """By the first letters of the subscriber's number; whoever bears none is normal."""
    number = asked.members[0].person.id.upper()
    return next((name for name in BEHAVIOURS if number.startswith(PREFIX + name.upper())), "normal")


PREFIX = "X"


def _asked_of(asked: Eligibility) -> str:
    """The code that is asked, or ""."""
    question = next((one.questions[0] for one in asked.members if one.questions), None)
    return question.procedure.code if question and question.procedure else ""


def _normal(asked: Eligibility) -> Answer:
    code = _asked_of(asked)
    return Answer(200, answers.answer(asked, answers.of_code(code) if code else answers.general()))


def _inverted(asked: Eligibility) -> Answer:
    return Answer(200, answers.answer(asked, answers.inverted(answers.general())))


def _not_found(asked: Eligibility) -> Answer:
    return Answer(200, answers.answer(asked, [], (Rejection("N", "75", "C"),)))


def _down(asked: Eligibility) -> Answer:
    return Answer(200, answers.answer(asked, [], (Rejection("Y", "42", "R"),)))


def _inactive(asked: Eligibility) -> Answer:
    return Answer(200, answers.answer(asked, answers.inactive()))


def _used(asked: Eligibility) -> Answer:
    return Answer(200, answers.answer(asked, answers.general(left_cents=40_00)))


def _slow(asked: Eligibility) -> Answer:
    time.sleep(SLOW_SECONDS)
    return _normal(asked)


def _broken(_: Eligibility) -> Answer:
    return Answer(500, b"something broke")


def _garbage(_: Eligibility) -> Answer:
    return Answer(200, b"\x00\xff<html>not a 271</html>" * 20)


def _cut(asked: Eligibility) -> Answer:
    return Answer(200, _normal(asked).body[:300])


def _contradictory(asked: Eligibility) -> Answer:
    return Answer(200, answers.answer(asked, answers.contradictory()))


def _other_member(asked: Eligibility) -> Answer:
    """The right answer, about somebody else."""
    return Answer(200, answers.answer(_renamed(asked), answers.general()))


def _renamed(asked: Eligibility) -> Eligibility:
    def other(member: Member) -> Member:
        kin = tuple(map(other, member.dependents))
        return replace(member, person=replace(member.person, id="NOBODY1"), dependents=kin)

    return replace(
        asked,
        sources=tuple(
            replace(
                source,
                receivers=tuple(
                    replace(one, subscribers=tuple(map(other, one.subscribers)))
                    for one in source.receivers
                ),
            )
            for source in asked.sources
        ),
    )


TURNING = "06"  # the payer whose code ends so
PLANTED = ("normal", "normal", "notfound", "normal", "inactive", "normal", "used", "normal")


def _varied(asked: Eligibility) -> Answer:
    """For a demo: one payer turns its percents, some members have a problem."""
    payer, member = asked.sources[0].party.id, asked.members[0].person.id
    if payer.endswith(TURNING):
        return _inverted(asked)
    return BEHAVIOURS[PLANTED[crc32(member.encode()) % len(PLANTED)]](asked)


BEHAVIOURS: dict[str, Callable[[Eligibility], Answer]] = {
    "inverted": _inverted,
    "notfound": _not_found,
    "inactive": _inactive,
    "used": _used,
    "slow": _slow,
    "down": _down,
    "broken": _broken,
    "garbage": _garbage,
    "cut": _cut,
    "contradictory": _contradictory,
    "othermember": _other_member,
    "varied": _varied,
    "normal": _normal,
}
