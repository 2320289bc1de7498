"""Answers of a payer as real 271s, made by the product's own writer."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from billing.x12 import Benefit, Eligibility, Envelope, Member, write271
from billing.x12.benefits import Delivery, Question, Rejection
from billing.x12.eligibility import ANSWERED, Receiver, Source, Trace
from billing.x12.parts import Period, Procedure

AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
PERCENTS = {"23": 100, "41": 100, "25": 80, "26": 80, "24": 80, "40": 80, "36": 50, "39": 50}
YES, IND, YEAR, LEFT = "Y", "IND", "23", "29"


def general(*, percents: dict[str, int] | None = None, left_cents: int = 900_00) -> list[Benefit]:
    """A usual plan: percents by class, deductible 50.00 of which 12.50 is open, maximum 1500.00."""
    shares = [
        Benefit("A", IND, (kind,), period=YEAR, percent_thousandths=(100 - plan) * 1_000,
                in_network=YES)
        for kind, plan in (percents or PERCENTS).items()
    ]  # fmt: skip
    return [
        Benefit("1", IND, ("35",), plan="SAMPLE PPO"),
        *shares,
        Benefit("C", IND, ("35",), period=YEAR, cents=50_00, in_network=YES),
        Benefit("C", IND, ("35",), period=LEFT, cents=12_50, in_network=YES),
        Benefit("F", IND, ("35",), period=YEAR, cents=1500_00, in_network=YES),
        Benefit("F", IND, ("35",), period=LEFT, cents=left_cents, in_network=YES),
        Benefit("F", IND, in_network=YES, procedure=Procedure("D1110"),
                deliveries=(Delivery("VS", "2", period="23", periods="1"),)),
        Benefit("F", IND, in_network=YES, procedure=Procedure("D0210"),
                deliveries=(Delivery("VS", "1", period="21", periods="5"),)),
        Benefit("F", "FAM", ("38",), period="32", cents=2000_00, in_network=YES),
    ]  # fmt: skip


def of_code(code: str) -> list[Benefit]:
    """What it says of one code."""
    return [
        Benefit("1", IND, ("35",), plan="SAMPLE PPO"),
        Benefit("A", IND, percent_thousandths=50_000, in_network=YES, procedure=Procedure(code)),
    ]


def inverted(told: list[Benefit]) -> list[Benefit]:
    """The plan's part where the patient's belongs."""
    return [
        replace(one, percent_thousandths=100_000 - one.percent_thousandths)
        if one.percent_thousandths is not None
        else one
        for one in told
    ]


def contradictory() -> list[Benefit]:
    more = Benefit("A", IND, ("41",), period=YEAR, percent_thousandths=50_000, in_network=YES)
    return [
        *general(),
        more,
        Benefit("F", IND, ("35",), period=LEFT, cents=9000_00, in_network=YES),
    ]


def inactive() -> list[Benefit]:
    return [Benefit("6", IND, ("35",), plan="SAMPLE PPO")]


def question_of(member: Member) -> Question | None:
    return member.questions[0] if member.questions else None


def answer(
    asked: Eligibility, benefits: list[Benefit], rejections: tuple[Rejection, ...] = ()
) -> bytes:
    """The same tree with what the payer says under whoever was asked about."""
    sources = tuple(_source(source, benefits, rejections) for source in asked.sources)
    told = Eligibility(
        "271", asked.reference, created_on=date(2026, 1, 5), created_time="0800",
        purpose=ANSWERED, sources=sources,
    )  # fmt: skip
    return write271([told], Envelope("CLEARINGHOUSE", "BACKOFFICE", 1, AT))


def _source(told: Source, benefits: list[Benefit], rejections: tuple[Rejection, ...]) -> Source:
    receivers = tuple(
        Receiver(
            party=one.party,
            subscribers=tuple(_member(m, benefits, rejections) for m in one.subscribers),
        )
        for one in told.receivers
    )
    return Source(party=told.party, receivers=receivers)


def _member(told: Member, benefits: list[Benefit], rejections: tuple[Rejection, ...]) -> Member:
    if not told.questions:
        kin = tuple(_member(one, benefits, rejections) for one in told.dependents)
        return Member(person=told.person, dependents=kin)
    return Member(
        person=told.person,
        traces=tuple(Trace("2", one.number, one.originator) for one in told.traces),
        insurance=told.insurance,
        dates=() if rejections else (Period("346", date(2024, 1, 1)),),
        rejections=rejections,
        benefits=() if rejections else tuple(benefits),
    )
