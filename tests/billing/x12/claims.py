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


heads = st.builds(
    DentalClaim, texts, st.just(0), codes_or_none, codes_or_none, codes_or_none, codes_or_none,
    codes_or_none, codes_or_none, codes_or_none, of_codes(3), codes_or_none, codes_or_none,
    codes_or_none, codes_or_none, codes_or_none, some(periods), st.none() | orthodontics,
    some(st.builds(ToothStatus, codes, codes, codes_or_none)), some(attachments), contracts,
    some(amounts), some(references), some(texts), some(notes), some(diagnoses, 14), pricing,
    some(parties("DN", "82", "77", "DD", "DQ"), 1), st.just(()), st.just(()), others,
)  # fmt: skip


def _with_lines(*lines: DentalLine) -> DentalClaim:
    return DentalClaim("SAMPLE", sum(line.charge_cents for line in lines), lines=lines)


def _with_cover(cover: OtherSubscriber) -> DentalClaim:
    return DentalClaim("SAMPLE", 0, other_subscribers=(cover,))


def _alone(claim: DentalClaim) -> Submission:
    subscriber = Subscriber("P", claims=(claim,))
    return Submission("SAMPLE", providers=(BillingProvider(subscribers=(subscriber,)),))


# Claims with little in them, so that a tree of people stays small enough to try many.
little = st.builds(_with_lines, lines) | texts.map(lambda name: DentalClaim(name, 0))
patients = st.builds(Patient, codes, parties("QC"), some(little, 1), st.just(()), others)
subscribers = st.builds(
    Subscriber, codes, codes_or_none, texts_or_none, texts_or_none, codes_or_none, codes_or_none,
    parties("IL"), parties("PR"), some(little), some(patients), st.just(()), others,
)  # fmt: skip
providers = st.builds(
    BillingProvider, parties("85"), texts_or_none, codes_or_none, st.none() | parties("87"),
    st.none() | parties("PE"), some(subscribers), st.just(()), others,
)  # fmt: skip
trees = st.builds(
    Submission, texts, days_or_none, numbers, parties("41"), parties("40"), some(providers),
    codes, codes, codes, st.just(()), others,
)  # fmt: skip
PARTS = {
    "heads": heads.map(_alone),
    "lines": st.builds(_with_lines, lines, lines).map(_alone),
    "covers": st.builds(_with_cover, covers).map(_alone),
    "trees": trees,
}
submissions = st.one_of(*PARTS.values())


def bare(told: Submission) -> Submission:
    """Without what tells of the file."""
    return replace(told, control="", offset=0, origin=None, warnings=())
