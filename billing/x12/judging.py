"""Walking a file we got without stopping at a bad set: every set is judged by our own reader."""

from dataclasses import dataclass, field

from billing.x12.acknowledgement import SetAnswer
from billing.x12.body import Body
from billing.x12.elements835 import at
from billing.x12.envelope import Walk, number
from billing.x12.errors import Problem, X12Error
from billing.x12.judged import (
    GUIDE_NOT_SUPPORTED,
    NOT_SUPPORTED,
    SEGMENTS_IN_ERROR,
    SET_CODES,
    Found,
    segment_error,
)
from billing.x12.remittance import OtherSet
from billing.x12.sets import is_read
from billing.x12.tokens import Segment, Tokens
from billing.x12.typed import Typed, readers

ERRORS_MAX = 1_000  # of one set


@dataclass(slots=True)
class JudgedGroup:
    """`problems` are those of GE."""

    gs: list[str]
    sets: list[SetAnswer] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    included: int | None = None


@dataclass(slots=True)
class JudgedInterchange:
    """`problems` are those of ISA and IEA."""

    isa: list[str]
    groups: list[JudgedGroup] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_whole: bool = False


class Judge(Walk[Typed]):
    """Fills `interchanges` as it runs. Raises X12Error where the envelope itself is broken."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(tokens, readers())
        self.interchanges: list[JudgedInterchange] = []
        self._refused: Problem | None = None
        self._body: Body | None = None
        self._guide_is_unknown = False

    def judge(self) -> None:
        for _ in self.run():
            pass

    @property
    def _group(self) -> JudgedGroup:
        return self.interchanges[-1].groups[-1]

    def _isa_segment(self, segment: Segment) -> None:
        super()._isa_segment(segment)
        self.interchanges.append(JudgedInterchange(segment.elements))

    def _gs_segment(self, segment: Segment) -> None:
        super()._gs_segment(segment)
        self.interchanges[-1].groups.append(JudgedGroup(segment.elements))

    def _ge_segment(self, segment: Segment) -> None:
        super()._ge_segment(segment)
        self._group.included = number(at(segment.elements, 1))

    def _warn(self, problem: Problem) -> None:
        """About a GE or an IEA."""
        held = self._group if problem.code.startswith("GE") else self.interchanges[-1]
        held.problems.append(problem)

    def _check_known(self, st: Segment, st01: str) -> None:
        """A set nobody knows is told of by its envelope, and judged as any that is not read."""

    def _one_set(self, st: Segment) -> Typed | OtherSet:
        self._refused, self._body, self._guide_is_unknown = None, None, False
        told = super()._one_set(st)
        self._group.sets.append(self._judged(st, told))
        return told

    def _typed(
        self, st: Segment, name: str, control: str, version: str
    ) -> tuple[Typed | OtherSet, Segment]:
        if is_read(name, version):
            return super()._typed(st, name, control, version)
        self._guide_is_unknown = True
        return self._other(st, at(st.elements, 1), control, version)

    def _told_by(
        self, body: Body, st: Segment, name: str, control: str, version: str
    ) -> Typed | OtherSet:
        self._body = body
        try:
            return super()._told_by(body, st, name, control, version)
        except X12Error as why:
            self._refused = why.problem
            return OtherSet(name, control, version, st.offset, body.count + 1)

    def _judged(self, st: Segment, told: Typed | OtherSet) -> SetAnswer:
        problems = [*told.warnings, *filter(None, [self._refused])][-ERRORS_MAX:]
        segments = self._body.text.split(self._body.terminator) if self._body and problems else []
        found = [self._found(problem, st, segments) for problem in problems]
        errors = sorted(filter(None, map(segment_error, found)), key=lambda one: one.position or 0)
        codes = [SET_CODES[one.code] for one in problems if one.code in SET_CODES]
        if errors:
            codes.insert(0, SEGMENTS_IN_ERROR)
        if self._body is None:
            codes.insert(0, GUIDE_NOT_SUPPORTED if self._guide_is_unknown else NOT_SUPPORTED)
        is_rejected = self._refused is not None or self._body is None
        verdict = "R" if is_rejected else "E" if codes else "A"
        e = st.elements
        return SetAnswer(at(e, 1), at(e, 2), at(e, 3), verdict, tuple(codes), tuple(errors))

    def _found(self, problem: Problem, st: Segment, segments: list[str]) -> Found:
        """`segments` are those after ST."""
        position = problem.segment - st.ordinal + 1
        inside = 1 < position <= len(segments) + 1
        raw = segments[position - 2] if inside else "ST"
        element = self._tokens.delimiters.element if self._tokens.delimiters else "*"
        return Found(problem, position, raw.partition(element)[0])
