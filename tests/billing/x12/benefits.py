"""Random questions to a payer, and random answers."""

from typing import Literal

from hypothesis import strategies as st
from msgspec.structs import replace

from billing.x12.benefits import Addition, Benefit, Delivery, Question, Rejection
from billing.x12.eligibility import Eligibility, Member, Receiver, Source, Trace
from tests.billing.x12.strategies import (
    amounts,
    cents,
    codes,
    codes_or_none,
    days_or_none,
    diagnoses,
    numbers,
    of_codes,
    others,
    parties,
    periods,
    procedures,
    raw,
    references,
    some,
    texts,
    texts_or_none,
)

rejections = st.builds(Rejection, codes, codes, codes_or_none)
additions = st.builds(Addition, codes, codes_or_none, codes_or_none, texts_or_none)
deliveries = st.builds(
    Delivery, codes, numbers, codes_or_none, numbers, codes_or_none, numbers, codes_or_none,
    codes_or_none,
)  # fmt: skip
benefits = st.builds(
    Benefit, codes, codes_or_none, of_codes(4), codes_or_none, texts_or_none, codes_or_none,
    st.none() | cents, st.none() | st.integers(0, 10**7), codes_or_none, st.just("") | numbers,
    codes_or_none, codes_or_none, st.none() | procedures, of_codes(4), some(deliveries),
    some(references), some(periods), some(rejections), some(texts), some(additions),
    some(parties("PR", "P3", "PRP")), others,
)  # fmt: skip
questions = st.builds(
    Question, st.lists(codes, min_size=1, max_size=4).map(tuple), st.none() | procedures,
    codes_or_none, codes_or_none, of_codes(4),
    some(amounts), some(additions), some(references), some(periods), others,
)  # fmt: skip
traces = st.builds(Trace, codes, texts, codes_or_none, texts_or_none)


NONE = st.just(())


def _members(
    entity: str, dependents: st.SearchStrategy[tuple[Member, ...]]
) -> st.SearchStrategy[Member]:
    return st.builds(
        Member, parties(entity), some(traces), NONE | raw, some(diagnoses), some(periods),
        NONE, some(rejections), some(st.builds(Benefit, codes), 1), dependents,
        some(parties("2B", "13"), 1), others,
    )  # fmt: skip


receivers = st.builds(
    Receiver, parties("1P", "FA"), some(rejections),
    some(_members("IL", some(_members("03", NONE)))), NONE, others,
)  # fmt: skip
sources = st.builds(Source, parties("PR", "2B"), some(rejections), some(receivers), NONE, others)


def _asked_of(member: Member) -> tuple[Source, ...]:
    return (Source(receivers=(Receiver(subscribers=(member,)),)),)


alone = st.builds(Member, benefits=st.tuples(benefits, benefits)) | st.builds(
    Member, questions=st.tuples(questions, questions)
)


def eligibility(name: Literal["270", "271"]) -> st.SearchStrategy[Eligibility]:
    return st.builds(
        Eligibility, st.just(name), texts, days_or_none, numbers, codes, codes_or_none,
        some(sources) | alone.map(_asked_of), codes, others,
    )  # fmt: skip


def bare(told: Eligibility) -> Eligibility:
    """Without what tells of the file."""
    return replace(told, control="", offset=0, origin=None, warnings=())
