"""Walking interchanges, groups and sets: who opens must close, and every count is checked.

Wrong counts are warnings, since hand-made files have them often; they forbid automatic posting.
Anything left open, or standing outside, is an error: the file is not used.
"""

import gc
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from billing.x12.errors import Problem, X12Error
from billing.x12.read835 import Reader835
from billing.x12.remittance import OtherSet, Remittance, Transaction
from billing.x12.sets import KNOWN, name_of
from billing.x12.tokens import Tokens

# Warnings with these codes say that the file counts or numbers itself wrongly.
COUNT_CODES = frozenset({"SE01", "SE02", "GE01", "GE02", "IEA01", "IEA02"})
VERSIONS_835 = ("005010X221", "004010X091")


def transactions(stream: BinaryIO) -> Iterator[Transaction]:
    """One transaction at a time, in constant memory but for the one at hand. Raises X12Error.

    Warnings about the counts of a group or an interchange come with the last set in it. The
    cyclic collector rests while a transaction is built: there are no cycles to find.
    """
    yield from walk(Tokens(stream))


def walk(tokens: Tokens) -> Iterator[Transaction]:
    """The same over tokens at hand, whose delimiters the caller can look at."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield from _Walk(tokens).run()
    finally:
        if was_on:
            gc.enable()


class _Walk:
    """Where we are in the envelopes."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens, self._running = tokens, iter(tokens)
        self._isa: list[str] | None = None
        self._gs: list[str] | None = None
        self._groups = self._sets = 0
        self._held: Transaction | None = None

    def run(self) -> Iterator[Transaction]:
        for offset, e in self._running:
            name = e[0]
            if name == "ST":
                if self._gs is None:
                    raise self._wrong("OUT_OF_PLACE", "ST stands outside any group.", offset)
                self._sets += 1
                yield from self._swap(self._one_set(offset, e))
            elif name in ENVELOPE:
                ENVELOPE[name](self, offset, e)
            elif name == "TA1" and self._isa is not None:
                yield from self._swap(OtherSet("TA1", _at(e, 1), "", offset, 1))
            else:
                raise self._wrong("OUT_OF_PLACE", f"{name} stands outside any set.", offset)
        if self._tokens.ordinal == 0:
            raise X12Error("EMPTY", "The file is empty.", 0, 0)
        yield from self._swap(None)

    def _swap(self, following: Transaction | None) -> Iterator[Transaction]:
        """Hold a set back until what closes around it was seen, so that it can carry warnings."""
        held, self._held = self._held, following
        if held is not None:
            yield held

    def _isa_segment(self, offset: int, e: list[str]) -> None:
        if self._isa is not None:
            raise self._wrong("NOT_CLOSED", "ISA opens before the last one closed.", offset)
        self._isa, self._groups = e, 0

    def _gs_segment(self, offset: int, e: list[str]) -> None:
        if self._isa is None or self._gs is not None:
            raise self._wrong("OUT_OF_PLACE", "GS stands where no group may open.", offset)
        self._gs, self._sets = e, 0
        self._groups += 1

    def _ge_segment(self, offset: int, e: list[str]) -> None:
        if self._gs is None:
            raise self._wrong("OUT_OF_PLACE", "GE closes no group.", offset)
        self._count("GE01", _at(e, 1), self._sets, offset)
        self._same("GE02", _at(e, 2), _at(self._gs, 6), offset)
        self._gs = None

    def _iea_segment(self, offset: int, e: list[str]) -> None:
        if self._isa is None or self._gs is not None:
            raise self._wrong("NOT_CLOSED", "IEA stands before its group closed.", offset)
        self._count("IEA01", _at(e, 1), self._groups, offset)
        self._same("IEA02", _at(e, 2), _at(self._isa, 13), offset)
        self._isa = None

    def _one_set(self, offset: int, st: list[str]) -> Transaction:
        st01, control = _at(st, 1), _at(st, 2)
        version = _at(st, 3) or _at(self._gs or [], 8)
        if st01 not in KNOWN:
            raise self._wrong("UNKNOWN_SET", "ST01 names no set we know.", offset)
        reader = self._reader(control, version, offset) if st01 == "835" else None
        opened = self._tokens.ordinal
        bht: list[str] = []
        for here, e in self._inside():
            if e[0] == "SE":
                counted = self._tokens.ordinal - opened + 1
                told = (
                    reader.finish(here)
                    if reader
                    else OtherSet(name_of(st01, version, bht), control, version, offset, counted)
                )
                return self._closed(told, e, counted, here, version)
            if reader is not None:
                reader.take(here, self._tokens.ordinal, e)
            elif e[0] == "BHT":
                bht = e
        raise self._wrong("CUT_SHORT", "The file ends inside a set.", offset)

    def _inside(self) -> Iterator[tuple[int, list[str]]]:
        for here, e in self._running:
            if e[0] in {"ST", "GE", "IEA", "ISA", "GS"}:
                raise self._wrong("NOT_CLOSED", f"{e[0]} stands before SE.", here)
            yield here, e

    def _reader(self, control: str, version: str, offset: int) -> Reader835:
        if not version.startswith(VERSIONS_835) and version:
            raise self._wrong("UNKNOWN_VERSION", "This version of the 835 is not read.", offset)
        found = self._tokens.delimiters
        assert found is not None
        return Reader835(control, version, offset, found.component)

    def _closed(
        self, told: Transaction, se: list[str], counted: int, offset: int, version: str
    ) -> Transaction:
        warnings = list(told.warnings)
        if _at(se, 1) != str(counted) and _number(_at(se, 1)) != counted:
            warnings.append(self._problem("SE01", f"SE01 does not say {counted}.", offset))
        if _at(se, 2) != told.control:
            warnings.append(self._problem("SE02", "SE02 is not ST02.", offset))
        if isinstance(told, Remittance) and version.startswith("004010"):
            warnings.append(self._problem("OLD_VERSION", "Version 4010, read as 5010.", offset))
        found = self._tokens.delimiters
        if found is not None and found.is_quirky:
            warnings.append(self._problem("ISA_WIDTH", "ISA is not of fixed width.", offset))
        if self._tokens.has_preface:
            self._tokens.has_preface = False
            warnings.append(self._problem("PREFACE", "Text stands before the ISA.", offset))
        return msgspec.structs.replace(told, warnings=tuple(warnings))

    def _count(self, code: str, told: str, counted: int, offset: int) -> None:
        if _number(told) != counted:
            self._warn(self._problem(code, f"{code} does not say {counted}.", offset))

    def _same(self, code: str, told: str, opened: str, offset: int) -> None:
        if told.strip().lstrip("0") != opened.strip().lstrip("0"):
            self._warn(self._problem(code, f"{code} is not the number it opened with.", offset))

    def _warn(self, problem: Problem) -> None:
        if self._held is not None:
            self._held = msgspec.structs.replace(
                self._held, warnings=(*self._held.warnings, problem)
            )

    def _problem(self, code: str, message: str, offset: int) -> Problem:
        return Problem(code, message, offset, self._tokens.ordinal)

    def _wrong(self, code: str, message: str, offset: int) -> X12Error:
        return X12Error(code, message, offset, self._tokens.ordinal)


ENVELOPE = {
    "ISA": _Walk._isa_segment,
    "GS": _Walk._gs_segment,
    "GE": _Walk._ge_segment,
    "IEA": _Walk._iea_segment,
}


def _number(text: str) -> int | None:
    bare = text.strip()
    return int(bare) if bare.isascii() and bare.isdigit() else None


def _at(e: list[str], place: int) -> str:
    return e[place] if len(e) > place else ""
