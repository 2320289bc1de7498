"""Small true files: a question about one patient, and a plan's answer."""

from billing.x12 import Benefit, Eligibility, Envelope, Member, write270, write271
from billing.x12.benefits import Addition, Delivery, Question, Rejection
from billing.x12.eligibility import Receiver, Source, Trace
from billing.x12.parties import Party
from billing.x12.parts import Period, Procedure
from tests.billing.x12.whole_claims import PARENT, PAYER, SERVED

TRACE = Trace("1", "SAMPLE-T1", "9SAMPLE001")


def _asked(member: Member) -> tuple[Source, ...]:
    asks = Party("1P", "SAMPLE DENTAL", id_qualifier="XX", id="1999900001", kind="2")
    return (Source(PAYER, receivers=(Receiver(asks, subscribers=(member,)),)),)


def inquiry(envelope: Envelope) -> bytes:
    questions = (Question(("35",)), Question(procedure=Procedure("D2740")))
    member = Member(PARENT, (TRACE,), dates=(Period("291", SERVED),), questions=questions)
    return write270([Eligibility("270", "SAMPLE-Q1", sources=_asked(member))], envelope)


# Half of a crown is the patient's, one in five years; 900.00 of the year's 1500.00 are left.
BENEFITS = (
    Benefit("1", service_types=("35",), plan="SAMPLE PPO", dates=(Period("346", SERVED),)),
    Benefit(
        "A", "IND", ("36", "39"), percent_thousandths=50_000, in_network="Y",
        deliveries=(Delivery("FL", "1", period="21", periods="5"),),
        messages=("SAMPLE MESSAGE",), additions=(Addition("ZZ", "14"),),
    ),
    Benefit("F", "IND", ("35",), period="29", cents=900_00, authorization="N"),
    Benefit("B", procedure=Procedure("D2740"), cents=0),
    Benefit("R", entities=(Party("PRP", "SAMPLE FIRST PLAN", kind="2"),)),
)  # fmt: skip


def plan(envelope: Envelope) -> bytes:
    child = Member(Party("03", "SAMPLE", "CHILD"), rejections=(Rejection("N", "67", "C"),))
    member = Member(PARENT, (TRACE,), ("Y", "18"), benefits=BENEFITS, dependents=(child,))
    answer = Eligibility("271", "SAMPLE-Q1", purpose="11", sources=_asked(member))
    return write271([answer], envelope)
