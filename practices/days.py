"""Days and months. No Django here."""

from calendar import monthrange
from datetime import date

DAYS_OF_EVERY_MONTH = 28


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the last of a month that is shorter."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    if day.day <= DAYS_OF_EVERY_MONTH:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def year_of(day: date, first_month: int = 1) -> date:
    """The first day of the year that holds the day, for years that begin in that month."""
    year = day.year if day.month >= first_month else day.year - 1
    return date(year, first_month, 1)


def month_end(day: date) -> date:
    """The last day of its month."""
    return date.fromordinal(add_months(day.replace(day=1), 1).toordinal() - 1)
