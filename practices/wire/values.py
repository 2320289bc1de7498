"""The canonical form of a source row: equal rows are equal bytes, wherever they are written.

A row is a JSON array in the order of its columns, without blanks: numbers that count as numbers,
amounts as text with four decimals, moments in UTC, text in NFC. Days that mean "none" in a
practice system (year 0 or 1) are null. The row's hash is taken over exactly these bytes.
"""

import base64
import hashlib
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import msgspec

TEXT_CHARACTERS_MAX = 65_536
HASH_BYTES = 16
FIRST_REAL_YEAR = 2  # 0001-01-01 is how Open Dental writes "no day"
UNREADABLE = "\ufffd"

_encoder = msgspec.json.Encoder()


class NotAValue(TypeError):
    """A column holds a kind of value that has no canonical form."""


def canonical(values: Sequence[object]) -> bytes:
    """Raises NotAValue with the place of the column, counted from zero; never with its value."""
    told: list[object] = []
    for place, value in enumerate(values):
        if value is None or (type(value) is int and -(2**63) <= value < 2**63):
            told.append(value)
            continue
        try:
            told.append(_told(value))
        except NotAValue as why:
            raise NotAValue(f"Column {place}: {why}") from None
    return _encoder.encode(told)


def row_hash(canonical_values: bytes | msgspec.Raw) -> bytes:
    """The first 16 bytes of SHA-256, over the values alone: a moved stamp is no change."""
    return hashlib.sha256(canonical_values).digest()[:HASH_BYTES]


def stamp_of(moment: datetime | None) -> str | None:
    """A moment of the source, `2026-03-02T15:04:05Z`; None for what is none. Naive means UTC."""
    if moment is None or moment.year < FIRST_REAL_YEAR:
        return None
    at = moment.astimezone(UTC) if moment.tzinfo else moment
    text = at.replace(tzinfo=None).isoformat(timespec="microseconds" if at.microsecond else "auto")
    return f"{text}Z"


def _told(value: object) -> object:
    match value:
        case bool():
            return int(value)
        case int():
            return str(value)
        case float() | Decimal():
            return canonical_amount(Decimal(str(value)))
        case datetime():
            return stamp_of(value)
        case date():
            return None if value.year < FIRST_REAL_YEAR else value.isoformat()
        case timedelta():
            return _duration(value)
        case time():
            return value.isoformat()
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
        case str():
            return _text(value)
    raise NotAValue(f"{type(value).__name__} has no canonical form.")


def canonical_amount(value: Decimal) -> str:
    """Four decimals, and one zero: a practice system keeps dollars as doubles. Raises NotAValue."""
    if not value.is_finite():
        raise NotAValue("The number is not finite.")
    told = f"{value:.4f}"
    return "0.0000" if told == "-0.0000" else told


def _duration(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _text(value: str) -> object:
    """NUL and half characters cannot be kept anywhere; very long text is cut and says so."""
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "\x00" in value:
        value = value.replace("\x00", UNREADABLE)
    if len(value) > TEXT_CHARACTERS_MAX:
        return {"cut": value[:TEXT_CHARACTERS_MAX], "characters": len(value)}
    return value
