from billing.scrub.catalog import line_rule
from billing.scrub.chart import REMOVALS, teeth_of
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("MTC-03", Severity.WARN, codes="D5211..D5228 D6010 D6205..D6252", needs="benefits")
def loss_undated(claim: ClaimFacts, line: Line) -> Said | None:
    """The plan has a missing-tooth clause, and the day of the loss is not known.

    Checks: under such a plan, each replaced tooth for the day it was lost: by the chart of missing
    teeth, or an extraction in the chart or on the claim.
    Why it is denied: the payer asks for the day, and denies without it.
    What to do: ask the patient, and write year and month into the remarks.
    Silent when: the plan has no clause, or the line names no tooth.
    """
    assert claim.benefits is not None
    if not claim.benefits.missing_tooth_clause:
        return None
    unknown = [tooth for tooth in teeth_of(line) if not dated(claim, tooth)]
    if not unknown:
        return None
    return Said(
        text=f"Nobody knows since when {', '.join(unknown)} is missing.",
        fix="Ask the patient, and write it into the remarks.",
        stands_on=tuple(("tooth", tooth) for tooth in unknown),
    )


def dated(claim: ClaimFacts, tooth: str) -> bool:
    if any(one.tooth == tooth and one.lost_on for one in claim.missing):
        return True
    if any(one.tooth == tooth and one.code in REMOVALS for one in claim.history):
        return True
    return any(one.tooth == tooth for one in claim.lines_of(REMOVALS))
