"""The form of its answers: enums as text, booleans as text, "no day" as 0001-01-01."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.doubles.open_dental.database import Database, Row

Fields = Mapping[str, Any]
Made = tuple[str, int]
"""Table and key of the row to answer with."""

NO_DAY = "0001-01-01"
LINE_STATES = ("NotReceived", "Received", "Preauth", "Adjustment", "Supplemental", "CapClaim",
               "Estimate", "CapComplete", "CapEstimate", "InsHist")  # fmt: skip
MODES = ("None", "Email", "Mail", "Phone", "In Person", "Text", "Email and Text",
         "Phone and Text", "Fax")  # fmt: skip
ENUMS: dict[tuple[str, str], tuple[str, ...]] = {
    ("claimproc", "Status"): LINE_STATES,
    ("commlog", "Mode_"): MODES,
    ("commlog", "SentOrReceived"): ("Neither", "Sent", "Received"),
    ("insverify", "VerifyType"): ("None", "InsuranceBenefit", "PatientEnrollment"),
    ("document", "ImgType"): ("Document", "Radiograph", "Photo", "File", "Attachment"),
}
BOOLEANS = {("claimproc", "NoBillIns"), ("claimproc", "IsTransfer"), ("claimpayment", "IsPartial")}
HIDDEN = {"SecurityHash", "RawBase64", "Thumbnail", "Signature", "OcrResponseData"}
STAMPED = {"procedurelog", "appointment", "payment"}


def answer_of(table: str, row: dict[str, Any]) -> dict[str, Any]:
    told = {name: _told(table, name, value) for name, value in row.items() if name not in HIDDEN}
    if table in STAMPED:
        told["serverDateTime"] = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
    return told


def _told(table: str, name: str, value: object) -> object:
    if (table, name) in ENUMS and isinstance(value, int):
        return ENUMS[table, name][value]
    if (table, name) in BOOLEANS:
        return "true" if value else "false"
    match value:
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}" if value.year > 1 else f"{NO_DAY} 00:00:00"
        case date():
            return value.isoformat() if value.year > 1 else NO_DAY
        case Decimal():
            return float(value)
        case timedelta():
            return str(value)
        case bytes():
            return value.decode("utf-8", "replace")
        case str():
            return value.replace("\r\n", " ").replace("\n", " ")
    return NO_DAY if value is None and name.startswith("Date") else value


def number_of(table: str, column: str, text: object) -> int | None:
    """An enum's place by its name; None for no name of it."""
    names = ENUMS[table, column]
    return names.index(str(text)) if str(text) in names else None


class NotFound(Exception):
    """404 with its text."""


def found(db: Database, table: str, key: str, value: object) -> Row:
    """Raises NotFound."""
    row = db.one(table, key, value)
    if row is None:
        raise NotFound(f"{key} not found")
    return row


def cents_of(dollars: object) -> int:
    return round(float(str(dollars)) * 100)


def today_here() -> str:
    return datetime.now(UTC).date().isoformat()


def now_here() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
