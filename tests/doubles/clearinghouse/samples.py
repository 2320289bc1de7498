"""Small true files of ours: dental claims as an 837D, and questions as a 276."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from billing.x12 import (
    BillingProvider,
    ClaimStatuses,
    DentalClaim,
    DentalLine,
    Envelope,
    StatusClaim,
    Submission,
    Subscriber,
    write276,
    write837,
)
from billing.x12.eligibility import Trace
from billing.x12.parties import Party, Reference
from billing.x12.parts import Period, Procedure
from billing.x12.status_tree import StatusMember, StatusProvider, StatusReceiver, StatusSource

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
SERVED = (Period("472", date(2026, 2, 27)),)
PROVIDER = Party(
    "85", "SAMPLE DENTAL", kind="2", id_qualifier="XX", id="1999900001",
    address=("1 SAMPLE STREET",), city="SAMPLETOWN", state="OH", postal_code="430000001",
    references=(Reference("EI", "990000001"),),
)  # fmt: skip
US = Party("41", "SAMPLE DSO", kind="2", id_qualifier="46", id="SAMPLEDSO",
           contacts=(("IC", "OFFICE", "TE", "6140000000"),))  # fmt: skip


def claim(
    number: str, frequency: str = "1", original: str = "", cents: int = 200_00
) -> DentalClaim:
    line = DentalLine(Procedure("D1110"), cents, references=(Reference("6R", f"{number}-1"),))
    references = (Reference("F8", original),) if original else ()
    return DentalClaim(
        number, cents, frequency=frequency, dates=SERVED, references=references, lines=(line,)
    )


def batch(claims: Iterable[DentalClaim], payer: str = "SAMPLEPAY", mark: str = "B1") -> Submission:
    """One ST; every claim has a subscriber of its own."""
    subscribers = tuple(
        Subscriber(
            "P", "18", person=Party("IL", "SAMPLE", "PATIENT", "MI", f"M{place:06d}", kind="1"),
            payer=Party("PR", f"PLAN {payer}", kind="2", id_qualifier="PI", id=payer),
            claims=(one,),
        )
        for place, one in enumerate(claims)
    )  # fmt: skip
    house = Party("40", "SAMPLE CLEARINGHOUSE", kind="2", id_qualifier="46", id="SAMPLEHOUSE")
    providers = (BillingProvider(PROVIDER, subscribers=subscribers),)
    return Submission(mark, AT.date(), "0800", US, house, providers)


def claims_file(*batches: Submission, control: int = 1) -> bytes:
    return write837(batches, Envelope("SAMPLEDSO", "SAMPLEHOUSE", control, AT))


def numbered(*numbers: str, control: int = 1) -> bytes:
    """One batch with these claims."""
    mark = f"B{control}"
    return claims_file(batch([claim(one) for one in numbers], mark=mark), control=control)


def question(number: str, control: int = 900) -> bytes:
    """A 276 about one claim."""
    asked = StatusClaim(Trace("1", f"Q-{number}"), references=(Reference("EJ", number),))
    member = StatusMember(Party("IL", "SAMPLE", "PATIENT", "MI", "M1", kind="1"), claims=(asked,))
    asker = Party("1P", "SAMPLE DENTAL", id_qualifier="XX", id="1999900001", kind="2")
    provider = StatusProvider(party=asker, members=(member,))
    receiver = StatusReceiver(party=US, providers=(provider,))
    source = StatusSource(
        party=Party("PR", "PLAN", kind="2", id_qualifier="PI", id="SAMPLEPAY"),
        receivers=(receiver,),
    )  # fmt: skip
    told = ClaimStatuses(
        "276", f"Q{control}", AT.date(), "0800", "13", sources=(source,), structure="0010"
    )
    return write276([told], Envelope("SAMPLEDSO", "SAMPLEHOUSE", control, AT))
