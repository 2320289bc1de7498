"""Small true files: what a clearinghouse and a payer say of the family's claims."""

from datetime import date

from billing.x12 import (
    ClaimStatuses,
    Envelope,
    Statement,
    Status,
    StatusClaim,
    StatusLine,
    write276,
    write277,
    write277ca,
    write999,
)
from billing.x12.acknowledged import Context, ElementError, Hidden, Spot, Unit
from billing.x12.acknowledgement import Acknowledgement, SegmentError, SetAnswer
from billing.x12.eligibility import Trace
from billing.x12.parties import Amount, Party, Reference
from billing.x12.parts import Period, Procedure
from billing.x12.status_tree import (
    VERSION_277CA,
    VERSION_STATUS,
    StatusMember,
    StatusProvider,
    StatusReceiver,
    StatusSource,
)
from tests.billing.x12.whole_claims import PAYER, SERVED

TOLD = date(2026, 1, 6)
HOUSE = Party("AY", "SAMPLE HOUSE", id_qualifier="46", id="SAMPLERECEIVER", kind="2")
GROUP = Party("41", "SAMPLE GROUP", id_qualifier="46", id="SAMPLESENDER", kind="2")
DENTAL = Party("85", "SAMPLE DENTAL", id_qualifier="XX", id="1999900001", kind="2")
ASKS = Party("1P", "SAMPLE DENTAL", id_qualifier="XX", id="1999900001", kind="2")
PARENT = Party("IL", "SAMPLE", "PARENT", "MI", "SAMPLE-M1", kind="1")
PATIENT = Party("QC", "SAMPLE", "PARENT", "MI", "SAMPLE-M1", kind="1")
CHILD = Party("QC", "SAMPLE", "CHILD", "MI", "SAMPLE-M2", kind="1")
SERVICE = (Period("472", SERVED),)

ACCEPTED = StatusClaim(
    Trace("2", "SAMPLE-1"),
    (Statement((Status("A2", "20"),), TOLD, "WQ", 1380_50),),
    (Reference("1K", "SAMPLE-P9"), Reference("D9", "SAMPLE-D1")),
    dates=SERVICE,
)
# The claim is rejected for its member number, its line for a tooth.
REJECTED = StatusClaim(
    Trace("2", "SAMPLE-2"),
    (Statement((Status("A7", "164", "IL"), Status("A6", "244")), TOLD, "U", 5000_00),),
    dates=SERVICE,
    lines=(
        StatusLine(
            Procedure("D8080"), 5000_00, statements=(Statement((Status("A6", "244"),), TOLD, "U"),),
            references=(Reference("FJ", "SAMPLE-2-1"),),
        ),
    ),
)  # fmt: skip
CLAIM_ACKS = ClaimStatuses(
    "277CA", "SAMPLE-C1", TOLD, "0900", "08", "TH",
    (
        StatusSource(
            HOUSE, (Trace("1", "SAMPLE-R1"),), dates=(Period("050", TOLD), Period("009", TOLD)),
            receivers=(
                StatusReceiver(
                    GROUP, (Trace("2", "SAMPLE-B1"),),
                    (Statement((Status("A1", "19", "PR"),), TOLD, "WQ", 6380_50),),
                    quantities=(Reference("90", "1"), Reference("AA", "1")),
                    amounts=(Amount("YU", 1380_50), Amount("YY", 5000_00)),
                    providers=(
                        StatusProvider(
                            DENTAL, (Trace("1", "SAMPLE-R2"),),
                            (Statement((Status("A1", "19", "PR"),), None, "WQ", 6380_50),),
                            quantities=(Reference("QA", "1"), Reference("QC", "1")),
                            members=(
                                StatusMember(PATIENT, claims=(ACCEPTED,)),
                                StatusMember(CHILD, claims=(REJECTED,)),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    "0085", version=VERSION_277CA,
)  # fmt: skip


def _asked(name: str, kind: str, member: StatusMember) -> ClaimStatuses:
    provider = StatusProvider(ASKS, members=(member,))
    receiver = StatusReceiver(GROUP, providers=(provider,))
    source = StatusSource(PAYER, receivers=(receiver,))
    return ClaimStatuses(
        "276" if name == "276" else "277", "SAMPLE-Q1", TOLD, "0900",
        "13" if name == "276" else "08", kind, (source,), "0010", version=VERSION_STATUS,
    )  # fmt: skip


QUESTION = _asked(
    "276", "",
    StatusMember(
        PARENT, date(1980, 5, 1), "F",
        (
            StatusClaim(
                Trace("1", "SAMPLE-T1"), references=(Reference("EJ", "SAMPLE-1"),),
                amounts=(Amount("T3", 1380_50),), dates=SERVICE,
            ),
        ),
    ),
)  # fmt: skip
PAID = Statement(
    (Status("F1", "65"),), TOLD, "", 1380_50, 700_00, TOLD, "ACH", TOLD, "SAMPLE-CHECK"
)
ANSWER = _asked(
    "277", "DG",
    StatusMember(
        PARENT,
        claims=(
            StatusClaim(
                Trace("2", "SAMPLE-T1"), (PAID,),
                (Reference("1K", "SAMPLE-P9"), Reference("EJ", "SAMPLE-1")), dates=SERVICE,
                lines=(
                    StatusLine(
                        Procedure("D2740"), 1200_00, 700_00, quantity="1",
                        statements=(Statement((Status("F1", "65"),), TOLD),),
                        references=(Reference("FJ", "SAMPLE-1-1"),), dates=SERVICE,
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
# The SV3 of the crown, segment 37 of the family's set.
FAULT = SegmentError(
    "SV3", 37, "2400", "8", (Context((Unit("CLM01", "SAMPLE-1"),)),),
    (ElementError(Spot(2), "1", "782"), ElementError(Spot(1, 2), "7", "234", Hidden("SAMPLE-X"))),
)  # fmt: skip
PARTLY = Acknowledgement(
    "HC", "1", "005010X224A2",
    (
        SetAnswer("837", "0001", "005010X224A2", "R", ("5",), (FAULT,)),
        SetAnswer("837", "0002", "005010X224A2", "E", ("I5",)),
    ),
    "P", 3, 3, 2,
)  # fmt: skip


def claim_acks(envelope: Envelope) -> bytes:
    return write277ca([CLAIM_ACKS], envelope)


def question(envelope: Envelope) -> bytes:
    return write276([QUESTION], envelope)


def answer(envelope: Envelope) -> bytes:
    return write277([ANSWER], envelope)


def partly(envelope: Envelope) -> bytes:
    return write999([PARTLY], envelope)
