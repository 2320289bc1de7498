"""Transactions as lines of JSON, for the limited child process that reads foreign files.

Each line is one typed value under the name of its kind: `{"remittance": …}`, `{"other": …}`, and
last of all `{"end": …}` or `{"refused": …}`. A reader that misses the last line has half a file.
"""

from collections.abc import Iterable, Iterator

import msgspec

from billing.x12.errors import Problem
from billing.x12.remittance import OtherSet, Remittance, Transaction


class Told(msgspec.Struct, omit_defaults=True):
    """One line: exactly one of its fields is set."""

    remittance: Remittance | None = None
    other: OtherSet | None = None
    end: bool = False
    refused: Problem | None = None


class NotWhole(ValueError):
    """The lines end before they say that the file ended."""


_decoder = msgspec.json.Decoder(Told)


def line_of(told: Transaction) -> bytes:
    if isinstance(told, Remittance):
        return msgspec.json.encode(Told(remittance=told))
    return msgspec.json.encode(Told(other=told))


END = msgspec.json.encode(Told(end=True))


def refused_line(problem: Problem) -> bytes:
    return msgspec.json.encode(Told(refused=problem))


def encode(told: Transaction) -> bytes:
    """One transaction as JSON, to keep or to send."""
    return line_of(told)


def decode(line: bytes) -> Transaction:
    """What `encode` wrote, equal to what it was. Raises msgspec.DecodeError, NotWhole."""
    told = _decoder.decode(line)
    found = told.remittance or told.other
    if found is None:
        raise NotWhole("The line holds no transaction.")
    return found


def read_lines(lines: Iterable[bytes]) -> Iterator[Told]:
    """Typed values; the last is the end or the refusal. Raises NotWhole, msgspec.DecodeError."""
    for line in lines:
        told = _decoder.decode(line)
        yield told
        if told.end or told.refused is not None:
            return
    raise NotWhole("The reader was cut off before the end of the file.")
