"""Walking interchanges, groups and sets: who opens must close, and every count is checked.

Wrong counts are warnings, since hand-made files have them often; they forbid automatic posting.
Anything left open, or standing outside, is an error: the file is not used.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO, Protocol

import msgspec

from billing.x12.body import ENVELOPE_NAMES, Body
from billing.x12.delimiters import Delimiters
from billing.x12.errors import Problem, X12Error
from billing.x12.parties import Origin
from billing.x12.read835 import Reader835
from billing.x12.remittance import OtherSet, Transaction
from billing.x12.resting import collector_resting
from billing.x12.sets import BARE_VERSIONS, KNOWN, VERSIONS, is_read, name_of
from billing.x12.tokens import Segment, Tokens

# Warnings with these codes say that the file counts or numbers itself wrongly.
COUNT_CODES = frozenset({"SE01", "SE02", "ST02", "GE01", "GE02", "IEA01", "IEA02"})


def transactions(stream: BinaryIO) -> Iterator[Transaction]:
    """One transaction at a time, in constant memory but for the one at hand. Raises X12Error.

    Warnings about the counts of a group or an interchange come with the last set in it. What was
    given before an error is not a file: a caller who must not use half a file waits for the end.
    """
    yield from walk(stream, {"835": Reader835().read})


class AnySet(Protocol):
    """What every reader makes of a set: it can carry warnings and where it came from."""

    @property
    def warnings(self) -> tuple[Problem, ...]: ...
    @property
    def origin(self) -> Origin | None: ...


# Given a body, its delimiters, ST02, the version and the offset of ST. Raises X12Error.
type Reader[Told: AnySet] = Callable[[Body, Delimiters, str, str, int], Told]
# Given a TA1 and ISA12.
type AckReader[Told: AnySet] = Callable[[Segment, str], Told]


def walk[Told: AnySet](
    stream: BinaryIO,
    readers: Mapping[str, Reader[Told]],
    read_ack: AckReader[Told] | None = None,
) -> Iterator[Told | OtherSet]:
    """The same, with a reader for each set that is read beyond its envelope, by its name.

    `read_ack` reads TA1, which is no set.
    """
    yield from Walk(Tokens(stream), readers, read_ack).run()


class Walk[Told: AnySet]:
    """Where we are in the envelopes."""

    def __init__(
        self,
        tokens: Tokens,
        readers: Mapping[str, Reader[Told]],
        read_ack: AckReader[Told] | None = None,
    ) -> None:
        self._tokens = tokens
        self._readers = readers
        self._read_ack = read_ack
        self._isa: list[str] | None = None
        self._gs: list[str] | None = None
        self._origin: Origin | None = None
        self._groups = self._sets = 0
        self._controls: set[str] = set()
        self._held: Told | OtherSet | None = None
        self._early: list[Problem] = []

    def run(self) -> Iterator[Told | OtherSet]:
        """A set is held back until what closes around it was seen: it carries those warnings."""
        given = 0
        while (segment := self._tokens.next()) is not None:
            told = self._take(segment)
            if told is None:
                continue
            if self._held is not None:
                given += 1
                yield self._held
            self._held = self._with_early(told)
        if self._held is None:
            raise self._nothing()
        yield self._held

    def _nothing(self) -> X12Error:
        if self._tokens.ordinal:
            return X12Error("NO_SET", "The file holds no transaction set.", 0, 1)
        return X12Error("EMPTY", "The file is empty.", 0, 0)

    def _take(self, segment: Segment) -> Told | OtherSet | None:
        name = segment.elements[0]
        if name == "ST":
            return self._one_set(segment)
        if name == "TA1" and self._isa is not None and self._gs is None:
            return self._ta1(segment)
        known = {
            "ISA": self._isa_segment,
            "GS": self._gs_segment,
            "GE": self._ge_segment,
            "IEA": self._iea_segment,
        }.get(name)
        if known is None:
            raise _wrong("OUT_OF_PLACE", f"{name} stands outside any set.", segment)
        known(segment)
        return None

    # Envelopes

    def _isa_segment(self, segment: Segment) -> None:
        if self._isa is not None:
            raise _wrong("NOT_CLOSED", "ISA opens before the last one closed.", segment)
        e = self._isa = segment.elements
        self._groups = 0
        found = self._tokens.delimiters
        self._origin = Origin(
            _at(e, 6).strip(),
            _at(e, 8).strip(),
            _at(e, 13),
            is_test=_at(e, 15) == "T",
            terminator=found.terminator if found else "",
        )
        if found is not None and found.is_quirky:
            self._early.append(_problem("ISA_WIDTH", "ISA is not of fixed width.", segment))
        if found is not None and found.begins_line:
            self._early.append(_problem("TERMINATOR", "Terminators begin lines.", segment))
        if self._tokens.has_preface and segment.ordinal == 1:
            self._early.append(_problem("PREFACE", "Text stands before the ISA.", segment))

    def _gs_segment(self, segment: Segment) -> None:
        if self._isa is None or self._gs is not None or self._origin is None:
            raise _wrong("OUT_OF_PLACE", "GS stands where no group may open.", segment)
        self._gs, self._sets = segment.elements, 0
        self._controls.clear()
        self._groups += 1
        self._origin = msgspec.structs.replace(self._origin, group=_at(self._gs, 6))

    def _ge_segment(self, segment: Segment) -> None:
        if self._gs is None:
            raise _wrong("OUT_OF_PLACE", "GE closes no group.", segment)
        self._count("GE01", self._sets, segment)
        self._same("GE02", _at(self._gs, 6), segment)
        self._gs = None

    def _iea_segment(self, segment: Segment) -> None:
        if self._isa is None or self._gs is not None:
            raise _wrong("NOT_CLOSED", "IEA stands before its group closed.", segment)
        self._count("IEA01", self._groups, segment)
        self._same("IEA02", _at(self._isa, 13), segment)
        self._isa = None
        self._tokens.close_interchange()

    # Sets

    def _ta1(self, segment: Segment) -> Told | OtherSet:
        """TA1 is a segment, not a set: it acknowledges an interchange by its number."""
        version = _at(self._isa or [], 12)
        if self._read_ack is not None:
            told = self._read_ack(segment, version)
            return _warned(told, [], self._origin)
        control = _at(segment.elements, 1)
        return OtherSet("TA1", control, version, segment.offset, 1, (), self._origin)

    def _one_set(self, st: Segment) -> Told | OtherSet:
        if self._gs is None:
            raise _wrong("OUT_OF_PLACE", "ST stands outside any group.", st)
        st01, control = _at(st.elements, 1), _at(st.elements, 2)
        version = _at(st.elements, 3) or _at(self._gs, 8)
        self._check_known(st, st01)
        self._sets += 1
        warnings = self._about(st, st01, control, version)
        name = name_of(st01, version, [])
        told: Told | OtherSet
        if name in self._readers:
            told, se = self._typed(st, name, control, version)
        else:
            told, se = self._other(st, st01, control, version)
        warnings += self._about_se(se, st, control)
        return _warned(told, warnings, self._origin)

    def _check_known(self, st: Segment, st01: str) -> None:
        if st01 not in KNOWN:
            raise _wrong("UNKNOWN_SET", "ST01 names no set we know.", st)

    def _typed(
        self, st: Segment, name: str, control: str, version: str
    ) -> tuple[Told | OtherSet, Segment]:
        if not is_read(name, version):
            message = f"Expected version {VERSIONS[name][0]} of the {name}."
            raise _wrong("UNKNOWN_VERSION", message, st)
        found = self._tokens.delimiters
        assert found is not None
        with collector_resting():
            body = self._tokens.body()
            told = self._told_by(body, st, name, control, version)
        raw, place, at = body.last()
        se = Segment(body.offset(place, at), body.ordinal(place), raw.split(found.element))
        return told, se

    def _told_by(
        self, body: Body, st: Segment, name: str, control: str, version: str
    ) -> Told | OtherSet:
        found = self._tokens.delimiters
        assert found is not None
        if name == "277" and version in BARE_VERSIONS:
            name = name_of(name, version, body.first_segment().split(found.element))
        return self._readers[name](body, found, control, version, st.offset)

    def _other(
        self, st: Segment, st01: str, control: str, version: str
    ) -> tuple[OtherSet, Segment]:
        bht: list[str] = []
        while (segment := self._tokens.next()) is not None:
            name = segment.elements[0]
            if name == "SE":
                counted = segment.ordinal - st.ordinal + 1
                known_as = name_of(st01, version, bht)
                return OtherSet(known_as, control, version, st.offset, counted), segment
            if name in ENVELOPE_NAMES:
                raise _wrong("NOT_CLOSED", f"{name} stands before SE.", segment)
            if name == "BHT":
                bht = segment.elements
        raise _wrong("CUT_SHORT", "The file ends inside a set.", st)

    # Warnings

    def _about(self, st: Segment, st01: str, control: str, version: str) -> list[Problem]:
        found = []
        if version.startswith("004010"):
            found.append(_problem("OLD_VERSION", "Version 4010, read as 5010.", st))
        if st01 == "997":
            found.append(_problem("OLD_SET", "In 5010 the 999 takes the place of the 997.", st))
        if control in self._controls:
            found.append(_problem("ST02", "ST02 is used twice in one group.", st))
        self._controls.add(control)
        return found

    def _about_se(self, se: Segment, st: Segment, control: str) -> list[Problem]:
        counted = se.ordinal - st.ordinal + 1
        found = []
        if number(_at(se.elements, 1)) != counted:
            found.append(_problem("SE01", f"SE01 does not say {counted}.", se))
        if _at(se.elements, 2) != control:
            found.append(_problem("SE02", "SE02 is not ST02.", se))
        return found

    def _count(self, code: str, counted: int, segment: Segment) -> None:
        if number(_at(segment.elements, 1)) != counted:
            self._warn(_problem(code, f"{code} does not say {counted}.", segment))

    def _same(self, code: str, opened: str, segment: Segment) -> None:
        closed = _at(segment.elements, 2)
        if closed.strip().lstrip("0") != opened.strip().lstrip("0"):
            self._warn(_problem(code, f"{code} is not the number it opened with.", segment))

    def _warn(self, problem: Problem) -> None:
        if self._held is None:
            self._early.append(problem)
        else:
            self._held = _warned(self._held, [problem], self._held.origin)

    def _with_early(self, told: Told | OtherSet) -> Told | OtherSet:
        early, self._early = self._early, []
        return _warned(told, early, told.origin) if early else told


def _warned[One: AnySet](told: One, problems: list[Problem], origin: Origin | None) -> One:
    told_anew: Any = msgspec.structs.replace
    changed: One = told_anew(told, warnings=(*told.warnings, *problems), origin=origin)
    return changed


def _problem(code: str, message: str, segment: Segment) -> Problem:
    return Problem(code, message, segment.offset, segment.ordinal)


def _wrong(code: str, message: str, segment: Segment) -> X12Error:
    return X12Error(code, message, segment.offset, segment.ordinal)


def number(text: str) -> int | None:
    """A count as envelopes write it; None for what is none."""
    bare = text.strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 20 else None


def _at(e: list[str], place: int) -> str:
    return e[place] if len(e) > place else ""
