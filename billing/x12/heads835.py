"""The head of a claim: its CLP with all that stands before its lines, as one Claim."""

from billing.x12.amounts import NotAnAmount, cents_of
from billing.x12.details835 import Details
from billing.x12.elements835 import BadElement, money
from billing.x12.parties import Amount, Day, Party, Reference
from billing.x12.remittance import Adjustment, Claim, Line

CLP_ELEMENTS = 9  # CLP01 to CLP09; what follows is institutional


# What a claim has beside its CLP and its lines, as Claim has it: adjustments, parties, references,
# days, amounts, quantities, remarks, MOA, MIA, contacts; and how many segments that is, with the
# CLP. A bare tuple, since one is taken apart for every claim there is.
Head = tuple[
    tuple[Adjustment, ...],
    tuple[Party, ...],
    tuple[Reference, ...],
    tuple[Day, ...],
    tuple[Amount, ...],
    tuple[Reference, ...],
    tuple[str, ...],
    tuple[str, ...],
    tuple[str, ...],
    tuple[tuple[str, ...], ...],
    int,
]


def head_of(details: Details, segments: int) -> Head:
    """Raises BadElement where MOA or MIA stands twice."""
    (days, adjustments, references, amounts, quantities, remarks, _, parties, contacts,
     moas, mias) = details  # fmt: skip
    outpatient: tuple[str, ...] = ()
    inpatient: tuple[str, ...] = ()
    if moas or mias:
        outpatient, inpatient = _only(moas), _only(mias)
        remarks = _remarks(outpatient, inpatient) + remarks
    return (
        adjustments, parties, references, days, amounts, quantities, remarks, outpatient,
        inpatient, contacts, segments,
    )  # fmt: skip


def claim_of(
    clp: list[str],
    who: tuple[Party, ...],
    head: Head,
    lines: list[Line],
    batch_provider: str,
    offset: int,
    end: int,
    ordinal: int,
) -> Claim:
    """`clp` are its elements from CLP01 on; `who` comes before the parties of `head`.

    Raises BadElement.
    """
    if len(clp) < CLP_ELEMENTS:
        clp += [""] * (CLP_ELEMENTS - len(clp))
    try:
        charge, paid = cents_of(clp[2]), cents_of(clp[3])
        patient = cents_of(clp[4]) if clp[4] else 0
    except NotAnAmount:
        raise _bad_amount(["CLP", *clp]) from None
    (adjustments, parties, references, days, amounts, quantities, remarks, moa, mia,
     contacts, _) = head  # fmt: skip
    return Claim(
        clp[0], clp[1], charge, paid, offset, end, ordinal, patient, clp[5], clp[6], clp[7],
        clp[8], batch_provider, adjustments, who + parties, references, days, amounts, quantities,
        remarks, moa, mia, tuple(clp[CLP_ELEMENTS:]), contacts, tuple(lines),
    )  # fmt: skip


def _only(told: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    if len(told) > 1:
        raise BadElement("TOO_MANY", "MOA or MIA stands twice in one claim.")
    return told[0] if told else ()


def _remarks(outpatient: tuple[str, ...], inpatient: tuple[str, ...]) -> tuple[str, ...]:
    """Remark codes stand in MOA03 to MOA07, in MIA05 and in MIA20 to MIA23."""
    told = outpatient[2:7] + inpatient[4:5] + inpatient[19:23]
    return tuple(code for code in told if code)


def _bad_amount(clp: list[str]) -> BadElement:
    """The first of CLP03 to 05 that is no amount."""
    try:
        for place in (3, 4, 5):
            money(clp, place)
    except BadElement as why:
        return why
    raise AssertionError("one of them is bad")
