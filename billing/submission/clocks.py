"""Two clocks of a claim: until when it must be filed, and how much that weighs. Pure."""

from datetime import date, timedelta

UNKNOWN_DAYS = 90  # where nobody noted how long the payer takes claims


def filing_due_on(served_on: date, filing_days: int | None) -> date | None:
    """The last day on which the payer takes the claim; None where its rule is not known."""
    return None if filing_days is None else served_on + timedelta(days=filing_days)


def weight(cents: int, due_on: date | None, today: date) -> int:
    """Cents for each day that is left: what is worked first. A day that is past counts as one."""
    left = UNKNOWN_DAYS if due_on is None else (due_on - today).days
    return cents // max(1, left)
