from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

GAPS = ("[", "{{", "__", "xxx", "tbd", "lorem ipsum", "insert ", "<tooth", "fill in", "???")


@rule("NARR-08", Severity.HOLD, needs="narrative")
def narrative_unfinished(claim: ClaimFacts) -> Spoken:
    """The narrative still has gaps of its template.

    Checks: brackets, blanks to fill and words such as TBD.
    Why it is denied: the payer reads a form that nobody filled in.
    What to do: finish the narrative from the chart.
    """
    told = claim.narrative.lower()
    found = next((gap for gap in GAPS if gap in told), None)
    if found:
        yield Said(
            text=f"The narrative has a gap: {found.strip()}",
            fix="Finish it from the chart.",
        )
