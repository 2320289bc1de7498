from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Severity
from billing.scrub.pairs import asked, said, within


@rule("BUND-03", Severity.WARN, needs="edits:bundled_into")
def part_of_earlier_work(claim: ClaimFacts) -> Spoken:
    """A follow-up that the fee of the main service already covers.

    Checks: each line with the main service of the same day, or of the window that the payer's
    pack names, in charts, in claims and by the payer's word.
    Why it is denied: the payer counts it as part of the main service and pays no second fee.
    What to do: take it out, or document a new reason for it.
    """
    for line, edit in asked(claim, "bundled_into"):
        for other in within(claim, line, edit):
            yield said(
                line,
                edit,
                f"{line.code} is usually part of {other.code} of {other.served_on}.",
                "Take it out, or document a reason of its own.",
                other,
            )
            break
