"""The small parts that claims we send and benefits a payer tells share."""

from datetime import date

import msgspec

# The elements of a segment as they came, its name first: what no field of ours holds.
Raw = tuple[str, ...]


class Period(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One DTP: a day, or the first and the last day of a period."""

    qualifier: str
    on: date
    until: date | None = None


class Procedure(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A procedure as SV301, SVD03, EQ02 and EB13 write it; `qualifier` AD means dental."""

    code: str
    qualifier: str = "AD"
    modifiers: tuple[str, ...] = ()
    description: str = ""


class Diagnosis(msgspec.Struct, frozen=True, gc=False):
    """One composite of HI: ABK is the first diagnosis of a claim, ABF any other."""

    qualifier: str
    code: str


def period(dates: tuple[Period, ...], qualifier: str) -> Period | None:
    return next((told for told in dates if told.qualifier == qualifier), None)


def day(dates: tuple[Period, ...], qualifier: str) -> date | None:
    """The day under that qualifier, or the first of its period."""
    told = period(dates, qualifier)
    return told.on if told else None
