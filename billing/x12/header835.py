"""The head of an 835: the payment (BPR, TRN) and its two parties (N1 PR and PE)."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from billing.x12.amounts import DAYS
from billing.x12.elements835 import BadElement, at, days_of, joined, money, references_of
from billing.x12.parties import Party
from billing.x12.remittance import BankAccount


class Header:
    """Takes segments and says whether it knew them. Raises BadElement."""

    def __init__(self) -> None:
        self._fields: dict[str, Any] = {}
        self.parties: list[Party] = []
        self.has_bad_day = False

    @property
    def has_payment(self) -> bool:
        return "paid_cents" in self._fields

    @property
    def paid_cents(self) -> int:
        paid: int = self._fields["paid_cents"]
        return paid

    def take(self, e: list[str]) -> bool:
        known = SEGMENTS.get(e[0])
        if known is None:
            return False
        known(self, e)
        return True

    def fields(self) -> dict[str, Any]:
        """Arguments for a Remittance."""
        return self._fields | {"payer": self._party("PR"), "payee": self._party("PE")}

    def oddities(self) -> Iterator[tuple[str, str]]:
        """What a payment should say and this one does not."""
        if "trace" not in self._fields:
            yield "NO_TRACE", "The payment has no TRN."
        if self._party("PR") is None:
            yield "NO_PAYER", "The payment names no payer (N1 PR)."
        if self._party("PE") is None:
            yield "NO_PAYEE", "The payment names no payee (N1 PE)."
        if self._fields["credit_or_debit"] == "D":
            yield "DEBIT", "BPR03 says debit: money would go back to the payer."

    def _party(self, entity: str) -> Party | None:
        return next((party for party in self.parties if party.entity == entity), None)

    def _bpr(self, e: list[str]) -> None:
        if self.has_payment:
            raise BadElement("TOO_MANY", "BPR stands twice in one payment.")
        paid_cents = money(e, 2)
        if paid_cents < 0:  # RFI 2660: what the payer is owed goes forward in PLB FB
            raise BadElement("NEGATIVE_PAYMENT", "BPR02 is below zero.")
        e += [""] * (17 - len(e))
        told = e[16]
        self.has_bad_day = bool(told) and DAYS[told] is None
        self._fields |= {
            "handling": e[1],
            "paid_cents": paid_cents,
            "credit_or_debit": e[3],
            "method": e[4],
            "payment_format": e[5],
            "from_account": _account(e[6:10]),
            "originator_id": e[10],
            "originator_supplement": e[11],
            "to_account": _account(e[12:16]),
            "effective_date": DAYS[told],
        }

    def _trn(self, e: list[str]) -> None:
        if "trace" in self._fields:
            raise BadElement("TOO_MANY", "TRN stands twice in one payment.")
        self._fields |= {
            "trace": at(e, 2),
            "trace_originator": at(e, 3),
            "trace_supplement": at(e, 4),
        }

    def _cur(self, e: list[str]) -> None:
        self._fields["currency"] = at(e, 2)

    def _rdm(self, e: list[str]) -> None:
        self._fields["delivery"] = tuple(e[1:])

    def _dtm(self, e: list[str]) -> None:
        days = days_of(e)
        self.has_bad_day = not days
        self._fields["days"] = joined(self._fields.get("days", ()), days)

    def _ref(self, e: list[str]) -> None:
        """Of the party last named; before any, of the payment."""
        references = references_of(e)
        if self.parties:
            self._change(references=joined(self.parties[-1].references, references))
            return
        self._fields["references"] = joined(self._fields.get("references", ()), references)
        if references[0].qualifier == "EV":
            self._fields["receiver_id"] = references[0].value

    def _n1(self, e: list[str]) -> None:
        if len(self.parties) > 10:
            raise BadElement("TOO_MANY", "N1 is repeated over ten times.")
        self.parties.append(Party(at(e, 1), at(e, 2), "", at(e, 3), at(e, 4)))

    def _n3(self, e: list[str]) -> None:
        self._change(address=tuple(part for part in e[1:] if part))

    def _n4(self, e: list[str]) -> None:
        self._change(city=at(e, 1), state=at(e, 2), postal_code=at(e, 3), country=at(e, 4))

    def _per(self, e: list[str]) -> None:
        if self.parties:
            self._change(contacts=joined(self.parties[-1].contacts, (tuple(e[1:]),)))

    def _change(self, **changes: object) -> None:
        if not self.parties:
            raise BadElement("OUT_OF_PLACE", "An address stands before any N1.")
        self.parties[-1] = msgspec.structs.replace(self.parties[-1], **changes)


SEGMENTS: dict[str, Callable[[Header, list[str]], None]] = {
    "BPR": Header._bpr,
    "TRN": Header._trn,
    "CUR": Header._cur,
    "RDM": Header._rdm,
    "DTM": Header._dtm,
    "REF": Header._ref,
    "N1": Header._n1,
    "N3": Header._n3,
    "N4": Header._n4,
    "PER": Header._per,
}


def _account(e: list[str]) -> BankAccount | None:
    if not any(e):
        return None
    return BankAccount(*(e + [""] * 4)[:4])
