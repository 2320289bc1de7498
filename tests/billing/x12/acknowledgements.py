"""Random 999s and TA1s."""

from datetime import date

from hypothesis import strategies as st
from msgspec.structs import replace

from billing.x12.acknowledged import Context, ElementError, Hidden, Spot, Unit
from billing.x12.acknowledgement import Acknowledgement, SegmentError, SetAnswer
from billing.x12.interchange_ack import InterchangeAck
from tests.billing.x12.strategies import (
    codes,
    codes_or_none,
    of_codes,
    others,
    some,
    texts,
    texts_or_none,
)

places = st.integers(1, 10**6)
places_or_none = st.none() | places
spots = st.builds(Spot, places, places_or_none, places_or_none)
units = st.builds(Unit, texts, texts_or_none)
# Some delimiters cannot repeat an element: one unit each.
contexts = st.builds(
    Context, some(units, 1), codes_or_none, places_or_none, codes_or_none, st.none() | spots,
    codes_or_none,
).filter(lambda context: context != Context())  # fmt: skip
elements = st.builds(
    ElementError, spots, codes, codes_or_none, st.none() | st.builds(Hidden, texts),
    some(contexts), others,
)  # fmt: skip
errors = st.builds(
    SegmentError, codes, places_or_none, codes_or_none, codes_or_none, some(contexts),
    some(elements), others,
)  # fmt: skip
answers = st.builds(
    SetAnswer, codes, texts, texts_or_none, codes, of_codes(5), some(errors), others
) | st.builds(SetAnswer, codes, texts)
counts = st.none() | st.integers(0, 10**6)
acknowledgements = st.builds(
    Acknowledgement, codes, texts, texts_or_none, some(answers), codes, counts, counts, counts,
    of_codes(5), others,
)  # fmt: skip
interchange_acks = st.builds(
    InterchangeAck, texts, st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    codes_or_none, codes_or_none, codes_or_none,
)  # fmt: skip


def bare(told: Acknowledgement) -> Acknowledgement:
    """Without what tells of the file."""
    return replace(told, control="", offset=0, origin=None, warnings=())


def bare_ack(told: InterchangeAck) -> InterchangeAck:
    return replace(told, version="", control="", offset=0, origin=None, warnings=())
