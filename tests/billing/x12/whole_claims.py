"""Small true files: a family's claims with an earlier payer, a question, and a plan's answer."""

from datetime import date

from billing.x12 import (
    BillingProvider,
    DentalClaim,
    DentalLine,
    Envelope,
    Patient,
    Submission,
    Subscriber,
    write837,
)
from billing.x12.dental_line import LineAdjudication
from billing.x12.dental_parts import Attachment, Contract, Orthodontics, Tooth, ToothStatus
from billing.x12.other_cover import OtherSubscriber
from billing.x12.parties import Amount, Party, Reference
from billing.x12.parts import Diagnosis, Period, Procedure
from billing.x12.remittance import Adjustment

SERVED = date(2026, 1, 2)
PRACTICE = Party(
    "85", "SAMPLE DENTAL", kind="2", id_qualifier="XX", id="1999900001",
    address=("1 SAMPLE ST",), city="SAMPLETON", state="OH", postal_code="450010001",
    references=(Reference("EI", "990000001"),),
)  # fmt: skip
PARENT = Party(
    "IL", "SAMPLE", "PARENT", "MI", "SAMPLE-M1", kind="1", address=("2 SAMPLE ST",),
    city="SAMPLETON", state="OH", postal_code="45001", born_on=date(1980, 5, 1), sex="F",
)  # fmt: skip
CHILD = Party("QC", "SAMPLE", "CHILD", kind="1", born_on=date(2015, 5, 1), sex="M")
DENTIST = Party("82", "SAMPLE", "DENTIST", "XX", "1999900002", kind="1", taxonomy="1223G0001X")
PAYER = Party("PR", "SAMPLE PLAN", id_qualifier="PI", id="99999", kind="2")
FIRST = Party(
    "PR", "SAMPLE FIRST PLAN", id_qualifier="PI", id="88888", kind="2",
    references=(Reference("F8", "SAMPLE-P1"),),
)  # fmt: skip

# 1200.00: the first plan paid 700.00, wrote off 300.00 and left 200.00 to the patient.
CROWN = DentalLine(
    Procedure("D2740"),
    1200_00,
    prosthesis="R",
    teeth=(Tooth("14"),),
    dates=(Period("441", date(2016, 3, 1)),),
    references=(Reference("6R", "SAMPLE-1-1"),),
    diagnosis_pointers=("1",),
    adjudications=(
        LineAdjudication(
            "88888", 700_00, Procedure("D2740"), "1",
            adjustments=(Adjustment("CO", "45", 300_00), Adjustment("PR", "2", 200_00)),
            dates=(Period("573", date(2026, 1, 20)),),
        ),
    ),
)  # fmt: skip
FILLING = DentalLine(Procedure("D2392"), 180_50, teeth=(Tooth("19", ("M", "O")),))
PARENTS = DentalClaim(
    "SAMPLE-1",
    1380_50,
    dates=(Period("472", SERVED),),
    tooth_status=(ToothStatus("1", "M"),),
    attachments=(Attachment("RB", "EL", "SAMPLE-A1"),),
    amounts=(Amount("F5", 20_00),),
    notes=(Reference("ADD", "SAMPLE NOTE"),),
    diagnoses=(Diagnosis("ABK", "K021"),),
    parties=(DENTIST,),
    other_subscribers=(
        OtherSubscriber(
            "P", "18", filing_indicator="CI", amounts=(Amount("D", 700_00),),
            benefits_assigned="Y", release="Y", person=PARENT, payer=FIRST,
        ),
    ),
    lines=(CROWN, FILLING),
)  # fmt: skip
CHILDS = DentalClaim(
    "SAMPLE-2",
    5000_00,
    predetermination_code="PB",
    related_causes=("AA",),
    accident_state="OH",
    dates=(Period("439", SERVED), Period("452", SERVED)),
    orthodontics=Orthodontics(24, 22),
    contract=Contract("02", 4500_00),
    lines=(DentalLine(Procedure("D8080"), 5000_00, areas=("00",)),),
)
SUBMISSION = Submission(
    "SAMPLE-B1",
    date(2026, 1, 5),
    "0800",
    Party("41", "SAMPLE GROUP", id_qualifier="46", id="SAMPLESENDER", kind="2"),
    Party("40", "SAMPLE HOUSE", id_qualifier="46", id="SAMPLERECEIVER", kind="2"),
    (
        BillingProvider(
            PRACTICE, "1223G0001X",
            subscribers=(
                Subscriber(
                    "S", "18", "SAMPLE-G", filing_indicator="CI", person=PARENT, payer=PAYER,
                    claims=(PARENTS,), patients=(Patient("19", CHILD, (CHILDS,)),),
                ),
            ),
        ),
    ),
)  # fmt: skip


def family(envelope: Envelope) -> bytes:
    return write837([SUBMISSION], envelope)
