"""What we find in a file we got, set by set, as the values of a 999 and a TA1."""

import re
from typing import NamedTuple

from billing.x12.acknowledged import ElementError, Spot
from billing.x12.acknowledgement import SegmentError
from billing.x12.errors import Problem

# IK304 and IK403 by our own codes. What is not here is no fault of the file's form.
SEGMENT_CODES = {
    "BAD_SEGMENT": "1",
    "UNKNOWN_SEGMENT": "2",
    "MISSING_SEGMENT": "3",
    "TOO_MANY": "5",
    "REPEATED_SEGMENT": "5",
    "OUT_OF_PLACE": "7",
}
ELEMENT_CODES = {
    "MISSING_ELEMENT": "1",
    "BAD_AMOUNT": "6",
    "BAD_NUMBER": "6",
    "BAD_PERCENT": "6",
    "BAD_LEVEL": "7",
    "HL02": "7",
    "NO_DAY": "8",
}
SET_CODES = {"NOT_CLOSED": "2", "SE01": "4", "SE02": "3", "ST02": "23"}  # IK502
GROUP_CODES = {"GE01": "5", "GE02": "4"}  # AK905
# TA105: what an interchange says wrongly of itself, and what keeps a file from being read.
NOTES = {
    "IEA01": "021",
    "IEA02": "001",
    "CUT_SHORT": "023",
    "NOT_CLOSED": "022",
    "OUT_OF_PLACE": "022",
}
BAD_CONTENT, FINE = "024", "000"
HAS_ELEMENT_ERRORS, SEGMENTS_IN_ERROR = "8", "5"
UNNAMED = "ZZ"
NOT_SUPPORTED, GUIDE_NOT_SUPPORTED = "1", "I6"
NAMED = re.compile(r"([A-Z][A-Z0-9]{1,2})(\d\d)\b", re.ASCII)
MISSED = re.compile(r"([A-Z][A-Z0-9]{1,2}) is missing", re.ASCII)


class Found(NamedTuple):
    """A problem, its position from ST as one, and the segment that stands there."""

    problem: Problem
    position: int
    segment: str


def segment_error(found: Found) -> SegmentError | None:
    """None for what is not a matter of form: sums, what we merely do not keep."""
    code = found.problem.code
    if code in ELEMENT_CODES:
        return SegmentError(
            named_shortly(found.segment),
            found.position,
            code=HAS_ELEMENT_ERRORS,
            elements=_elements(found),
        )
    if code in SEGMENT_CODES:
        return SegmentError(_segment(found), found.position, code=SEGMENT_CODES[code])
    return None


def _segment(found: Found) -> str:
    """Where one is missing, that one's name, at the position that wants it."""
    missed = MISSED.match(found.problem.message)
    return missed[1] if missed else named_shortly(found.segment)


def named_shortly(segment: str) -> str:
    """IK301 holds two or three letters and digits, whatever stands where a name should."""
    told = "".join(one for one in segment[:20] if one.isascii() and one.isalnum())[:3]
    return told if len(told) > 1 else UNNAMED


def _elements(found: Found) -> tuple[ElementError, ...]:
    """Our messages begin with the element's name, and never hold its value."""
    named = NAMED.match(found.problem.message)
    if named is None or named[1] != found.segment:
        return ()
    return (ElementError(Spot(int(named[2])), ELEMENT_CODES[found.problem.code]),)
