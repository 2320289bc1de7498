"""A claim while it is being read: what stands between its CLP and its first SVC."""

from collections.abc import Callable

from billing.x12.elements835 import (
    BadElement,
    adjustments_of,
    amounts_of,
    days_of,
    joined,
    money,
    person_or_firm,
    reference_of,
)
from billing.x12.parties import Amount, Day, Party, Reference
from billing.x12.remittance import Adjustment, Claim, Line


class OpenedClaim:
    """Starts from the elements of CLP. Raises BadElement."""

    __slots__ = (
        "adjustments", "amounts", "clp", "contacts", "days", "inpatient", "outpatient", "parties",
        "quantities", "references", "remarks",
    )  # fmt: skip

    def __init__(self, clp: list[str]) -> None:
        self.clp = clp
        self.adjustments: tuple[Adjustment, ...] = ()
        self.parties: tuple[Party, ...] = ()
        self.references: tuple[Reference, ...] = ()
        self.days: tuple[Day, ...] = ()
        self.amounts: tuple[Amount, ...] = ()
        self.quantities: tuple[Reference, ...] = ()
        self.contacts: tuple[tuple[str, ...], ...] = ()
        self.remarks: tuple[str, ...] = ()
        self.outpatient: tuple[str, ...] = ()
        self.inpatient: tuple[str, ...] = ()

    def claim(
        self, offset: int, end: int, segment: int, batch_provider: str, lines: tuple[Line, ...]
    ) -> Claim:
        clp = self.clp
        if len(clp) < 9:
            clp += [""] * (9 - len(clp))
        patient_cents = money("CLP", clp, 5) if clp[4] else 0
        return Claim(
            clp[0], clp[1], money("CLP", clp, 3), money("CLP", clp, 4), offset, end, segment,
            patient_cents, clp[5], clp[6], clp[7], clp[8], batch_provider, self.adjustments,
            self.parties, self.references, self.days, self.amounts, self.quantities,
            self.remarks, self.outpatient, self.inpatient, tuple(clp[9:]), self.contacts, lines,
        )  # fmt: skip


def _cas(claim: OpenedClaim, e: list[str]) -> None:
    claim.adjustments = joined(claim.adjustments, adjustments_of(e))


def _nm1(claim: OpenedClaim, e: list[str]) -> None:
    claim.parties = joined(claim.parties, (person_or_firm(e),))


def _ref(claim: OpenedClaim, e: list[str]) -> None:
    claim.references = joined(claim.references, (reference_of(e),))


def _dtm(claim: OpenedClaim, e: list[str]) -> None:
    claim.days = joined(claim.days, days_of(e))


def _amt(claim: OpenedClaim, e: list[str]) -> None:
    claim.amounts = joined(claim.amounts, amounts_of(e))


def _qty(claim: OpenedClaim, e: list[str]) -> None:
    claim.quantities = joined(claim.quantities, (reference_of(e),))


def _per(claim: OpenedClaim, e: list[str]) -> None:
    claim.contacts = joined(claim.contacts, (tuple(e),))


def _moa(claim: OpenedClaim, e: list[str]) -> None:
    """MOA03 to MOA07 are remark codes."""
    _once("MOA", claim.outpatient)
    claim.outpatient = tuple(e)
    claim.remarks += tuple(code for code in e[2:7] if code)


def _mia(claim: OpenedClaim, e: list[str]) -> None:
    """MIA05 and MIA20 to MIA23 are remark codes."""
    _once("MIA", claim.inpatient)
    claim.inpatient = tuple(e)
    claim.remarks += tuple(code for code in e[4:5] + e[19:23] if code)


def _once(name: str, before: tuple[str, ...]) -> None:
    if before:
        raise BadElement("TOO_MANY", f"{name} stands twice in one claim.")


# How each segment adds to the claim, by the segment's name.
DETAILS: dict[str, Callable[[OpenedClaim, list[str]], None]] = {
    "NM1": _nm1,
    "REF": _ref,
    "DTM": _dtm,
    "MOA": _moa,
    "AMT": _amt,
    "CAS": _cas,
    "QTY": _qty,
    "MIA": _mia,
    "PER": _per,
}
