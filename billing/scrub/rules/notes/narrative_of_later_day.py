from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.narratives import told_by

DAY_LENGTH = len("2026-07-09")


@rule("NARR-06", Severity.WARN, needs="narrative real")
def narrative_of_later_day(claim: ClaimFacts) -> Spoken:
    """The narrative gives a day after the last service of the claim.

    Checks: whole dates in the narrative against the latest day of service.
    Why it is denied: a narrative of another visit explains nothing of this one.
    What to do: correct the date, or write the narrative for this visit.
    """
    days = [line.served_on for line in claim.lines if line.served_on]
    told = [f.value for f in told_by(claim.narrative).of("date") if len(f.value) == DAY_LENGTH]
    late = [day for day in told if days and day > max(days).isoformat()]
    if late:
        yield Said(
            text=f"The narrative says {late[0]}, after the last service.",
            fix="Correct the date in the narrative.",
        )
