"""Reading the segments of one 835 transaction into values.

A transaction is walked once. What a segment belongs to follows from what stood before it: the
header, a party, a claim, a line, or the provider adjustments at the end.
"""

from collections.abc import Callable
from typing import Any

from billing.x12 import balance
from billing.x12.amounts import NotAnAmount, cents, day
from billing.x12.errors import Problem, X12Error
from billing.x12.remittance import (
    Adjustment,
    Amount,
    Claim,
    Day,
    Gap,
    Line,
    Party,
    ProviderAdjustment,
    Reference,
    Remittance,
)

PLB_PAIRS_MAX = 6
MONEY_DEBIT = "D"


class Reader835:
    """Takes one segment after another; `finish` gives the remittance. Raises X12Error."""

    def __init__(self, control: str, version: str, offset: int, component: str) -> None:
        self._control, self._version, self._offset = control, version, offset
        self._component = component
        self._at, self._segment = offset, 0
        self._header: dict[str, Any] = {}
        self._references: list[Reference] = []
        self._days: list[Day] = []
        self._parties: list[_OpenParty] = []
        self._claims: list[Claim] = []
        self._plb: list[ProviderAdjustment] = []
        self._gaps: list[Gap] = []
        self._warnings: list[Problem] = []
        self._claims_cents = 0
        self._batch_provider = ""
        self._claim: _OpenClaim | None = None
        self._line: _OpenLine | None = None

    def take(self, offset: int, segment: int, e: list[str]) -> None:
        """One segment. Unknown names are passed over: a newer guide may add some."""
        self._at, self._segment = offset, segment
        known = DISPATCH.get(e[0])
        if known is not None:
            known(self, e)

    def finish(self, offset: int) -> Remittance:
        """Called at SE, whose offset ends the last claim. Raises X12Error without a BPR."""
        self._close_claim(offset)
        header = self._header
        if "paid_cents" not in header:
            raise self._wrong("MISSING_SEGMENT", "The payment has no BPR.")
        self._prove(header["paid_cents"])
        parties = [party.closed() for party in self._parties]
        return Remittance(
            control=self._control,
            version=self._version,
            offset=self._offset,
            payer=next((p for p in parties if p.entity == "PR"), None),
            payee=next((p for p in parties if p.entity == "PE"), None),
            references=tuple(self._references),
            days=tuple(self._days),
            claims=tuple(self._claims),
            provider_adjustments=tuple(self._plb),
            gaps=tuple(self._gaps),
            warnings=tuple(self._warnings),
            **header,
        )

    def _prove(self, paid_cents: int) -> None:
        gap = balance.payment_gap(paid_cents, self._claims_cents, self._plb)
        if gap:
            self._gaps.append(Gap("payment", "BPR02", gap))
        if gap and balance.sign_looks_inverted(paid_cents, self._claims_cents, self._plb):
            self._warn("PLB_SIGN", "The payment balances with every PLB amount turned round.")

    # Header

    def _bpr(self, e: list[str]) -> None:
        paid_cents = self._money(e, 2)
        if paid_cents < 0:
            raise self._wrong("NEGATIVE_PAYMENT", "BPR02 is below zero.")
        self._header |= {
            "handling": _at(e, 1),
            "paid_cents": paid_cents,
            "credit_or_debit": _at(e, 3),
            "method": _at(e, 4),
            "originator_id": _at(e, 10),
            "effective_date": day(_at(e, 16)),
        }

    def _trn(self, e: list[str]) -> None:
        self._header |= {"trace": _at(e, 2), "trace_originator": _at(e, 3)}

    def _n1(self, e: list[str]) -> None:
        self._parties.append(_OpenParty(_at(e, 1), _at(e, 2), "", _at(e, 3), _at(e, 4)))

    def _lx(self, e: list[str]) -> None:
        self._close_claim(self._at)
        self._batch_provider = ""

    def _ts3(self, e: list[str]) -> None:
        self._batch_provider = _at(e, 1)

    # Claim

    def _clp(self, e: list[str]) -> None:
        self._close_claim(self._at)
        self._claim = _OpenClaim(
            e,
            self._money(e, 3),
            self._money(e, 4),
            self._money(e, 5) if _at(e, 5) else 0,
            self._at,
            self._segment,
        )

    def _close_claim(self, end: int) -> None:
        opened = self._claim
        if opened is None:
            return
        self._close_line()
        claim = opened.closed(end, self._batch_provider)
        self._claim = None
        self._claims.append(claim)
        self._claims_cents += claim.paid_cents
        self._gaps += balance.claim_gaps(claim, len(self._claims))
        if balance.patient_part_differs(claim):
            self._warnings.append(balance.patient_part_problem(claim))

    def _cas(self, e: list[str]) -> None:
        """Up to six triples by position; an empty one in the middle does not end them."""
        place = self._line or self._claim
        if place is None:
            raise self._wrong("OUT_OF_PLACE", "CAS stands outside any claim.")
        group = e[1] if len(e) > 1 else ""
        for i in range(2, len(e), 3):
            reason = e[i]
            if not reason:
                if i + 1 < len(e) and e[i + 1]:
                    raise self._wrong("MISSING_ELEMENT", f"CAS{i:02d} is empty beside an amount.")
                continue
            place.adjustments.append(
                Adjustment(group, reason, self._money(e, i + 1), _at(e, i + 2))
            )

    def _nm1(self, e: list[str]) -> None:
        if self._claim is None:
            raise self._wrong("OUT_OF_PLACE", "NM1 stands outside any claim.")
        self._claim.parties.append(Party(_at(e, 1), _at(e, 3), _at(e, 4), _at(e, 8), _at(e, 9)))

    def _moa(self, e: list[str]) -> None:
        """MOA03 to MOA07 are remark codes."""
        if self._claim is not None:
            self._claim.outpatient = tuple(e[1:])
            self._claim.remarks += [code for code in e[3:8] if code]

    def _mia(self, e: list[str]) -> None:
        """MIA05 and MIA20 to MIA23 are remark codes."""
        if self._claim is not None:
            self._claim.inpatient = tuple(e[1:])
            self._claim.remarks += [code for code in e[5:6] + e[20:24] if code]

    # Line

    def _svc(self, e: list[str]) -> None:
        if self._claim is None:
            raise self._wrong("OUT_OF_PLACE", "SVC stands outside any claim.")
        self._close_line()
        self._line = _OpenLine(e, self._component, self._money(e, 2), self._money(e, 3))

    def _close_line(self) -> None:
        if self._line is not None and self._claim is not None:
            self._claim.lines.append(self._line.closed())
            self._line = None

    def _lq(self, e: list[str]) -> None:
        if self._line is not None and _at(e, 2):
            self._line.remarks.append(_at(e, 2))

    # What may stand in several places

    def _ref(self, e: list[str]) -> None:
        reference = Reference(_at(e, 1), _at(e, 2))
        if self._line is not None:
            self._line.references.append(reference)
        elif self._claim is not None:
            self._claim.references.append(reference)
        elif self._parties:
            self._parties[-1].references.append(reference)
        else:
            self._references.append(reference)
            if reference.qualifier == "EV":
                self._header["receiver_id"] = reference.value

    def _dtm(self, e: list[str]) -> None:
        found = day(_at(e, 2))
        if found is None:
            return
        told = Day(_at(e, 1), found)
        if self._line is not None:
            self._line.days.append(told)
        elif self._claim is not None:
            self._claim.days.append(told)
        else:
            self._days.append(told)

    def _amt(self, e: list[str]) -> None:
        place = self._line or self._claim
        if place is not None:
            place.amounts.append(Amount(_at(e, 1), self._money(e, 2)))

    def _qty(self, e: list[str]) -> None:
        place = self._line or self._claim
        if place is not None:
            place.quantities.append(Reference(_at(e, 1), _at(e, 2)))

    def _address(self, e: list[str]) -> None:
        if self._claim is None and self._parties:
            self._parties[-1].address += [part for part in e[1:] if part]

    def _per(self, e: list[str]) -> None:
        if self._claim is None and self._parties:
            self._parties[-1].contacts.append(tuple(e[1:]))

    # Trailer

    def _plb_segment(self, e: list[str]) -> None:
        """Up to six pairs, each with its own reason and its own reference (PLB03-2)."""
        self._close_claim(self._at)
        for i in range(3, min(len(e), 3 + 2 * PLB_PAIRS_MAX), 2):
            if not e[i] and not _at(e, i + 1):
                continue
            reason, _, reference = e[i].partition(self._component)
            self._plb.append(
                ProviderAdjustment(
                    _at(e, 1), day(_at(e, 2)), reason, reference, self._money(e, i + 1)
                )
            )

    def _money(self, e: list[str], place: int) -> int:
        try:
            return cents(e[place])
        except IndexError:
            raise self._wrong("MISSING_ELEMENT", f"{e[0]}{place:02d} is missing.") from None
        except NotAnAmount as why:
            raise self._wrong("BAD_AMOUNT", f"{e[0]}{place:02d}: {why}") from None

    def _warn(self, code: str, message: str) -> None:
        self._warnings.append(Problem(code, message, self._at, self._segment))

    def _wrong(self, code: str, message: str) -> X12Error:
        return X12Error(code, message, self._at, self._segment)


DISPATCH: dict[str, Callable[[Reader835, list[str]], None]] = {
    "CAS": Reader835._cas,
    "SVC": Reader835._svc,
    "DTM": Reader835._dtm,
    "REF": Reader835._ref,
    "CLP": Reader835._clp,
    "NM1": Reader835._nm1,
    "LQ": Reader835._lq,
    "AMT": Reader835._amt,
    "MOA": Reader835._moa,
    "MIA": Reader835._mia,
    "QTY": Reader835._qty,
    "LX": Reader835._lx,
    "TS3": Reader835._ts3,
    "PLB": Reader835._plb_segment,
    "BPR": Reader835._bpr,
    "TRN": Reader835._trn,
    "N1": Reader835._n1,
    "N3": Reader835._address,
    "N4": Reader835._address,
    "PER": Reader835._per,
}


class _OpenParty:
    __slots__ = ("address", "contacts", "entity", "id", "id_qualifier", "name", "references")

    def __init__(self, entity: str, name: str, _first: str, id_qualifier: str, id_: str) -> None:
        self.entity, self.name, self.id_qualifier, self.id = entity, name, id_qualifier, id_
        self.address: list[str] = []
        self.references: list[Reference] = []
        self.contacts: list[tuple[str, ...]] = []

    def closed(self) -> Party:
        return Party(
            self.entity,
            self.name,
            "",
            self.id_qualifier,
            self.id,
            tuple(self.address),
            tuple(self.references),
            tuple(self.contacts),
        )


class _OpenClaim:
    __slots__ = (
        "adjustments", "amounts", "charge", "clp", "days", "inpatient", "lines", "offset",
        "outpatient", "paid", "parties", "patient", "quantities", "references", "remarks",
        "segment",
    )  # fmt: skip

    def __init__(
        self, clp: list[str], charge: int, paid: int, patient: int, offset: int, segment: int
    ) -> None:
        self.clp, self.charge, self.paid, self.patient = clp, charge, paid, patient
        self.offset, self.segment = offset, segment
        self.adjustments: list[Adjustment] = []
        self.parties: list[Party] = []
        self.references: list[Reference] = []
        self.days: list[Day] = []
        self.amounts: list[Amount] = []
        self.quantities: list[Reference] = []
        self.remarks: list[str] = []
        self.lines: list[Line] = []
        self.outpatient: tuple[str, ...] = ()
        self.inpatient: tuple[str, ...] = ()

    def closed(self, end: int, batch_provider: str) -> Claim:
        clp = self.clp
        return Claim(
            clp[1],
            clp[2],
            self.charge,
            self.paid,
            self.offset,
            end,
            self.segment,
            self.patient,
            _at(clp, 6),
            _at(clp, 7),
            _at(clp, 8),
            _at(clp, 9),
            batch_provider,
            tuple(self.adjustments),
            tuple(self.parties),
            tuple(self.references),
            tuple(self.days),
            tuple(self.amounts),
            tuple(self.quantities),
            tuple(self.remarks),
            self.outpatient,
            self.inpatient,
            tuple(self.lines),
        )


class _OpenLine:
    __slots__ = (
        "adjustments", "amounts", "charge", "component", "days", "paid", "quantities",
        "references", "remarks", "svc",
    )  # fmt: skip

    def __init__(self, svc: list[str], component: str, charge: int, paid: int) -> None:
        self.svc, self.component, self.charge, self.paid = svc, component, charge, paid
        self.adjustments: list[Adjustment] = []
        self.references: list[Reference] = []
        self.days: list[Day] = []
        self.amounts: list[Amount] = []
        self.quantities: list[Reference] = []
        self.remarks: list[str] = []

    def closed(self) -> Line:
        svc = self.svc
        told = svc[1].split(self.component)
        submitted = _at(svc, 6).split(self.component)
        return Line(
            told[1] if len(told) > 1 else told[0],
            self.charge,
            self.paid,
            told[0] if len(told) > 1 else "",
            submitted[1] if len(submitted) > 1 else submitted[0],
            tuple(modifier for modifier in told[2:6] if modifier),
            _at(svc, 5),
            _at(svc, 7),
            self._served_on(),
            tuple(self.days),
            tuple(self.adjustments),
            tuple(self.references),
            tuple(self.amounts),
            tuple(self.quantities),
            tuple(self.remarks),
        )

    def _served_on(self) -> Any:  # noqa: ANN401  # date or None; spelled out at Line
        """DTM 472, or 150 where a period is told."""
        for told in self.days:
            if told.qualifier in {"472", "150"}:
                return told.on
        return None


def _at(e: list[str], place: int) -> str:
    return e[place] if len(e) > place else ""
