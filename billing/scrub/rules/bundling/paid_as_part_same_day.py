from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Severity
from billing.scrub.pairs import asked, on_same_day, said


@rule("BUND-01", Severity.WARN, needs="edits:same_day_conflict")
def paid_as_part_same_day(claim: ClaimFacts) -> Spoken:
    """A service beside another one that the payer does not pay on the same day.

    Checks: each line with all others of its day, on this claim and on other claims, by the
    payer's pack of edits.
    Why it is denied: the payer counts the one as part of the other.
    What to do: leave the line if the chart shows a separate service, and say so; else take it out.
    """
    for line, edit in asked(claim, "same_day_conflict"):
        for other in on_same_day(claim, line, edit):
            yield said(
                line,
                edit,
                f"{line.code} is usually not paid beside {other.code} of the same day.",
                "Take it out, or document why it stands on its own.",
                other,
            )
            break
