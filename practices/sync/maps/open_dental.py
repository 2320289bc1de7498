"""Open Dental."""

from practices.wire.messages import Table

MAP = "open-dental/1"
TABLES = (
    Table(
        name="provider",
        columns=("ProvNum", "Abbr", "LName", "FName", "NationalProvID", "IsHidden"),
        key=("ProvNum",),
        kind="stamped",
        stamp="DateTStamp",
    ),
    Table(
        name="patient",
        columns=("PatNum", "LName", "FName", "Birthdate", "PatStatus", "Guarantor"),
        key=("PatNum",),
        kind="stamped",
        stamp="DateTStamp",
        seconds=120,
    ),
)
