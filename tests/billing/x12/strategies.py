"""Random values for round trips: any text that holds no delimiter, any cents, any days."""

import string
from datetime import date

from hypothesis import strategies as st

from billing.x12.parties import Amount, Party, Reference
from billing.x12.parts import Diagnosis, Period, Procedure
from billing.x12.remittance import Adjustment

LETTERS = string.ascii_letters + string.digits + " -.,'#/&()" + "éß"
codes = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=3)
texts = st.text(LETTERS, min_size=1, max_size=6).map(str.strip).filter(bool)
texts_or_none = st.just("") | texts
codes_or_none = st.just("") | codes
cents = st.integers(-(10**9), 10**9)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
days_or_none = st.none() | days
numbers = st.integers(0, 999).map(str)


def some[T](strategy: st.SearchStrategy[T], most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def of_codes(most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return some(codes, most)


references = st.builds(Reference, codes, texts, texts_or_none)
amounts = st.builds(Amount, codes, cents)
periods = st.builds(Period, codes, days, days_or_none)
procedures = st.builds(Procedure, texts, codes, of_codes(4), texts_or_none)
diagnoses = st.builds(Diagnosis, codes, texts)
adjustments = st.builds(Adjustment, codes, codes, cents, st.just("") | numbers)
notes = st.builds(Reference, codes, texts)
raw = st.lists(texts, min_size=1, max_size=4).map(tuple)
# A segment no guide has, as a later one might add it.
others = some(st.lists(texts, min_size=1, max_size=3).map(lambda said: ("ZZZ", *said)), 1)


@st.composite
def parties(draw: st.DrawFn, *entities: str) -> Party:
    taxonomy = draw(texts_or_none)
    return Party(
        draw(st.sampled_from(entities)),
        kind=draw(st.sampled_from(["1", "2"])),
        name=draw(texts_or_none),
        first_name=draw(texts_or_none),
        middle_name=draw(texts_or_none),
        prefix=draw(texts_or_none),
        suffix=draw(texts_or_none),
        id_qualifier=draw(codes_or_none),
        id=draw(texts_or_none),
        address=draw(some(texts)),
        city=draw(texts_or_none),
        state=draw(codes_or_none),
        postal_code=draw(texts_or_none),
        country=draw(codes_or_none),
        references=draw(some(references)),
        contacts=draw(some(raw)),
        taxonomy=taxonomy,
        provider_role=draw(codes) if taxonomy else "PE",
        born_on=draw(days_or_none),
        sex=draw(codes_or_none),
    )
