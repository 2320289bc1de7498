"""Random submissions of dental claims."""

from hypothesis import strategies as st
from msgspec.structs import replace

from billing.x12.dental_claim import DentalClaim
from billing.x12.dental_line import DentalLine, LineAdjudication
from billing.x12.dental_parts import Attachment, Contract, Orthodontics, Tooth, ToothStatus
from billing.x12.other_cover import OtherSubscriber
from billing.x12.submission import BillingProvider, Patient, Submission, Subscriber
from tests.billing.x12.strategies import (
    adjustments,
    amounts,
    cents,
    codes,
    codes_or_none,
    days_or_none,
    diagnoses,
    notes,
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

months = st.none() | st.integers(0, 99)
contracts = st.none() | st.builds(
    Contract, codes, st.none() | cents, numbers, texts_or_none, numbers, texts_or_none
)
pricing = st.just(()) | raw
adjudications = st.builds(
    LineAdjudication, texts, cents, st.none() | procedures, numbers, codes_or_none,
    some(adjustments, 8), some(periods), some(amounts), others,
)  # fmt: skip
lines = st.builds(
    DentalLine, procedures, st.integers(0, 10**7), codes_or_none, of_codes(5), codes_or_none,
    st.just("") | numbers, of_codes(4), some(st.builds(Tooth, codes, of_codes(5), codes), 3),
    some(periods), contracts, some(references), some(amounts), some(texts), some(notes), pricing,
    some(parties("82", "DD", "DQ", "77")), some(adjudications), others,
)  # fmt: skip
covers = st.builds(
    OtherSubscriber, codes, codes_or_none, texts_or_none, texts_or_none, codes_or_none,
    codes_or_none, some(adjustments, 8), some(amounts), codes_or_none, codes_or_none,
    codes_or_none, pricing, parties("IL"), parties("PR"), some(periods),
    some(parties("82", "77")), others,
)  # fmt: skip
orthodontics = st.builds(Orthodontics, months, months, codes, texts_or_none)
attachments = st.builds(Attachment, codes, codes, texts_or_none, texts_or_none)


@st.composite
def claims(draw: st.DrawFn) -> DentalClaim:
    said = draw(some(lines))
    return DentalClaim(
        draw(texts),
        sum(line.charge_cents for line in said),
        draw(codes_or_none), draw(codes_or_none), draw(codes_or_none), draw(codes_or_none),
        draw(codes_or_none), draw(codes_or_none), draw(codes_or_none), draw(of_codes(3)),
        draw(codes_or_none), draw(codes_or_none), draw(codes_or_none), draw(codes_or_none),
        draw(codes_or_none), draw(some(periods)), draw(st.none() | orthodontics),
        draw(some(st.builds(ToothStatus, codes, codes, codes_or_none))), draw(some(attachments)),
        draw(contracts), draw(some(amounts)), draw(some(references)), draw(some(texts)),
        draw(some(notes)), draw(some(diagnoses, 14)), draw(pricing),
        draw(some(parties("DN", "82", "77", "DD", "DQ"))), draw(some(covers, 1)), said,
        draw(others),
    )  # fmt: skip


patients = st.builds(Patient, codes, parties("QC"), some(claims(), 1), st.just(()), others)
subscribers = st.builds(
    Subscriber, codes, codes_or_none, texts_or_none, texts_or_none, codes_or_none, codes_or_none,
    parties("IL"), parties("PR"), some(claims()), some(patients), st.just(()), others,
)  # fmt: skip
providers = st.builds(
    BillingProvider, parties("85"), texts_or_none, codes_or_none, st.none() | parties("87"),
    st.none() | parties("PE"), some(subscribers), st.just(()), others,
)  # fmt: skip
submissions = st.builds(
    Submission, texts, days_or_none, numbers, parties("41"), parties("40"), some(providers),
    codes, codes, codes, st.just(()), others,
)  # fmt: skip


def bare(told: Submission) -> Submission:
    """Without what tells of the file."""
    return replace(told, control="", offset=0, origin=None, warnings=())
