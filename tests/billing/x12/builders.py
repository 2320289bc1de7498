"""Small true files: one crown, one cheque, and the bytes around them."""

from datetime import UTC, datetime

from msgspec.structs import replace

from billing.x12.delimiters import Delimiters
from billing.x12.remittance import Claim, Remittance
from billing.x12.specimen import remittances
from billing.x12.write835 import USUAL, Envelope, write

ENVELOPE = Envelope("SAMPLESENDER", "SAMPLERECEIVER", 1, datetime(2026, 1, 5, 8, tzinfo=UTC))
ISA = (
    "ISA*00*          *00*          *ZZ*SAMPLESENDER   *ZZ*SAMPLERECEIVER *260105*0800*^*00501"
    "*000000001*0*P*:~"
)
GS = "GS*HP*SAMPLESENDER*SAMPLERECEIVER*20260105*0800*1*X*005010X221A1~"
END = "GE*1*1~IEA*1*000000001~"
# A crown at 1200.00: 700.00 paid, 300.00 written off, 200.00 to the patient.
CROWN = (
    "CLP*SAMPLE-1*1*1200*700*200*12*SAMPLE-P1*11*1~NM1*QC*1*SAMPLE*PATIENT****MI*SAMPLE-M1~"
    "SVC*AD:D2740*1200*700**1~DTM*472*20260102~CAS*CO*45*300~CAS*PR*2*200~REF*6R*SAMPLE-1-1~"
)


def payment(body: str = CROWN, paid: str = "700", plb: str = "") -> str:
    """One ST with its SE counted right."""
    inside = (
        f"ST*835*0001~BPR*I*{paid}*C*ACH*CCP*****1999990001******20260106~"
        "TRN*1*SAMPLE-T1*1999990001~N1*PR*SAMPLE PLAN~N1*PE*SAMPLE DENTAL*XX*1999900001~"
        f"REF*TJ*990000001~LX*1~{body}{plb}"
    )
    return f"{inside}SE*{inside.count('~') + 1}*0001~"


def file(inside: str | None = None) -> bytes:
    return (ISA + GS + (payment() if inside is None else inside) + END).encode()


def specimen(claims: int = 60, seed: int = 1, found: Delimiters = USUAL) -> bytes:
    return write(remittances(seed, claims), ENVELOPE, found)


def bare(told: Remittance) -> Remittance:
    """Without what tells of the file: places, envelope, warnings, and the number of the ST."""
    return replace(
        told,
        control="",
        offset=0,
        origin=None,
        warnings=(),
        claims=tuple(_bare_claim(claim) for claim in told.claims),
    )


def _bare_claim(claim: Claim) -> Claim:
    return replace(claim, offset=0, end=0, segment=0)
