"""One question to a payer as a 270. Pure."""

from datetime import date, datetime

import msgspec

from billing.eligibility.normal.answers import Whom
from billing.x12 import Envelope, write270
from billing.x12.benefits import Question
from billing.x12.eligibility import ASKED, Eligibility, Member, Receiver, Source, Trace
from billing.x12.parties import Party
from billing.x12.parts import Period, Procedure

PLAN_DATE = "291"
RELATIONSHIPS = {"spouse": "01", "child": "19", "other": "34"}
NUMBERS = 999_999_999


class Somebody(msgspec.Struct, frozen=True):
    first_name: str
    last_name: str
    born_on: date | None


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks whom about whom; `request` is a service type or a code."""

    number: str
    request: str
    asked_for_on: date
    payer_name: str
    payer_code: str
    provider_name: str
    npi: str
    member_id: str
    patient: Somebody
    subscriber: Somebody
    relationship: str = "self"

    @property
    def whom(self) -> Whom:
        return Whom(self.number, self.member_id, self.patient.born_on, self.patient.last_name)

    @property
    def missing(self) -> str:
        """What must be known before it can be asked, in words; "" where nothing is missing."""
        wanted = {
            "the member number": self.member_id,
            "the payer's code": self.payer_code,
            "the patient's day of birth": self.patient.born_on,
            "the practice's NPI": self.npi,
        }
        return ", ".join(name for name, value in wanted.items() if not value)


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """As whom we speak to a clearinghouse."""

    sender: str
    receiver: str
    is_test: bool = False


def written(asking: Asking, route: Route, *, at: datetime) -> bytes:
    """The bytes of one interchange; its number is drawn from the question's."""
    control = int.from_bytes(asking.number.encode()[-4:], "big") % NUMBERS + 1
    envelope = Envelope(route.sender, route.receiver, control, at, is_test=route.is_test)
    return write270([_inquiry(asking, at)], envelope)


def _inquiry(asking: Asking, at: datetime) -> Eligibility:
    asked = Receiver(
        party=Party("1P", kind="2", name=asking.provider_name, id_qualifier="XX", id=asking.npi),
        subscribers=(_subscriber(asking),),
    )
    payer = Party("PR", kind="2", name=asking.payer_name, id_qualifier="PI", id=asking.payer_code)
    return Eligibility(
        "270",
        asking.number,
        created_on=at.date(),
        created_time=f"{at:%H%M}",
        purpose=ASKED,
        sources=(Source(party=payer, receivers=(asked,)),),
    )


def _subscriber(asking: Asking) -> Member:
    """A dependent stands under the subscriber; the trace is the patient's."""
    holder = asking.subscriber
    held = Party(
        "IL", kind="1", name=holder.last_name, first_name=holder.first_name, id_qualifier="MI",
        id=asking.member_id, born_on=holder.born_on,
    )  # fmt: skip
    if asking.relationship == "self":
        return msgspec.structs.replace(_patient(asking), person=held)
    return Member(person=held, dependents=(_patient(asking),))


def _patient(asking: Asking) -> Member:
    one = asking.patient
    person = Party(
        "03", kind="1", name=one.last_name, first_name=one.first_name, born_on=one.born_on
    )
    insured = ("N", RELATIONSHIPS.get(asking.relationship, "34"))
    return Member(
        person=person,
        traces=(Trace("1", asking.number, "9BACKOFFIC"),),
        insurance=() if asking.relationship == "self" else insured,
        dates=(Period(PLAN_DATE, asking.asked_for_on),),
        questions=(_question(asking.request),),
    )


def _question(request: str) -> Question:
    if request.startswith("D"):
        return Question(procedure=Procedure(request))
    return Question(service_types=(request,))
