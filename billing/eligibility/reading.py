"""Bytes of a payer as one answer, read in a limited child. Pure."""

import msgspec

from billing.x12.eligibility import Eligibility
from compliance.intake import child
from compliance.intake.child import ChildFailed, Limits

ANSWER_BYTES_MAX = 1 << 20
LIMITS = Limits(cpu_seconds=5, wall_seconds=10, answer_bytes=64 << 20)


class NoAnswer(ValueError):
    """The bytes are no 271 with one answer; they are kept, and a person looks."""


class _Read(msgspec.Struct):
    transactions: list[msgspec.Raw]
    errors: list[object]


def read_answer(data: bytes) -> Eligibility:
    """The only 271 in `data`. Raises NoAnswer, for whatever else it may be."""
    if not data or len(data) > ANSWER_BYTES_MAX:
        raise NoAnswer("The answer is empty or larger than a 271 may be.")
    try:
        lines = child.read_in_child(
            "billing.x12", data=data, arguments=["read", "-", "--json"], limits=LIMITS
        )
        read = msgspec.json.decode(b"\n".join(lines), type=_Read)
        sets = [msgspec.json.decode(one, type=Eligibility) for one in read.transactions]
    except (ChildFailed, msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise NoAnswer("The answer cannot be read as a 271.") from problem
    if len(sets) != 1 or sets[0].set != "271":
        raise NoAnswer("Expected one 271.")
    return sets[0]
