"""Rows of the API in the canonical form of the database: enums as numbers, dollars with four
decimals, days that are none as None. The API tells them leniently, so they are read leniently.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from practices.wire.commands import Value
from practices.wire.values import FIRST_REAL_YEAR, canonical_amount

LINE_STATES = ("NotReceived", "Received", "Preauth", "Adjustment", "Supplemental", "CapClaim",
               "Estimate", "CapComplete", "CapEstimate", "InsHist")  # fmt: skip
VERIFY_KINDS = ("None", "InsuranceBenefit", "PatientEnrollment")

Reader = Callable[[Any], Value]


def number(raw: Any) -> Value:  # noqa: ANN401  # whatever the API says
    try:
        return int(raw)
    except (TypeError, ValueError):
        return None


def dollars(raw: Any) -> Value:  # noqa: ANN401  # as above
    try:
        return canonical_amount(Decimal(str(raw)))
    except InvalidOperation:
        return None


def day(raw: Any) -> Value:  # noqa: ANN401  # as above
    """The first ten characters; years 0 and 1 mean none."""
    try:
        found = date.fromisoformat(str(raw)[:10])
    except ValueError:
        return None
    return found.isoformat() if found.year >= FIRST_REAL_YEAR else None


def text(raw: Any) -> Value:  # noqa: ANN401  # as above
    return "" if raw is None else str(raw)


def one_of(names: tuple[str, ...]) -> Reader:
    by_name = {name.lower(): place for place, name in enumerate(names)}

    def read(raw: Any) -> Value:  # noqa: ANN401  # as above
        return by_name.get(str(raw).lower(), number(raw))

    return read


COLUMNS: dict[str, dict[str, Reader]] = {
    "claim": {
        "ClaimNum": number, "PatNum": number, "ClaimStatus": text, "DateReceived": day,
        "DateSent": day, "ClaimNote": text,
    },
    "claimproc": {
        "ClaimProcNum": number, "ClaimNum": number, "Status": one_of(LINE_STATES),
        "InsPayAmt": dollars, "WriteOff": dollars, "DedApplied": dollars, "Remarks": text,
        "ClaimPaymentNum": number,
    },
    "claimpayment": {
        "ClaimPaymentNum": number, "CheckAmt": dollars, "CheckNum": text, "CheckDate": day,
        "CarrierName": text, "Note": text,
    },
    "claimtracking": {
        "ClaimTrackingNum": number, "ClaimNum": number, "Note": text, "TrackingDefNum": number,
    },
    "commlog": {"CommlogNum": number, "PatNum": number, "Note": text},
    "document": {"DocNum": number, "PatNum": number, "Description": text},
    "adjustment": {
        "AdjNum": number, "PatNum": number, "AdjType": number, "AdjAmt": dollars, "AdjDate": day,
        "AdjNote": text, "ProcNum": number,
    },
    "insverify": {
        "InsVerifyNum": number, "VerifyType": one_of(VERIFY_KINDS), "FKey": number,
        "DateLastVerified": day, "DefNum": number, "Note": text,
    },
}  # fmt: skip
"""Of each table the columns that orders speak of; the first is its key, or the row's own."""

KEYS = {
    "claim": "ClaimNum", "claimproc": "ClaimProcNum", "claimpayment": "ClaimPaymentNum",
    "claimtracking": "ClaimTrackingNum", "commlog": "CommlogNum", "document": "DocNum",
    "adjustment": "AdjNum", "insverify": "InsVerifyNum",
}  # fmt: skip
RESOURCES = {
    "claim": "claims", "claimproc": "claimprocs", "claimpayment": "claimpayments",
    "claimtracking": "claimtrackings", "commlog": "commlogs", "document": "documents",
    "adjustment": "adjustments", "insverify": "insverifies",
}  # fmt: skip


def row_of(table: str, raw: Mapping[str, Any]) -> dict[str, Value]:
    return {name: read(raw.get(name)) for name, read in COLUMNS[table].items()}


def rows_of(table: str, raw: Iterable[Mapping[str, Any]]) -> list[dict[str, Value]]:
    return [row_of(table, one) for one in raw]
