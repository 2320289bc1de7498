from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Severity
from billing.scrub.pairs import asked, on_same_day, said


@rule("BUND-02", Severity.WARN, needs="edits:mutually_exclusive")
def either_or(claim: ClaimFacts) -> Spoken:
    """Two codes of which only one can be true in the same place on the same day.

    Checks: each line with all others of its day and place, by the payer's pack of edits.
    Why it is denied: the two describe the same work in two ways, so one of them is wrong.
    What to do: read the chart and keep the code that says what was done.
    """
    for line, edit in asked(claim, "mutually_exclusive"):
        for other in on_same_day(claim, line, edit):
            yield said(
                line,
                edit,
                f"{line.code} and {other.code} exclude each other.",
                "Keep the code that the chart supports.",
                other,
            )
            break
