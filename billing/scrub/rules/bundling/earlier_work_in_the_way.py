from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Severity
from billing.scrub.pairs import asked, said, within


@rule("BUND-07", Severity.WARN, needs="edits:requires_no_prior")
def earlier_work_in_the_way(claim: ClaimFacts) -> Spoken:
    """A first step after a service that takes its place.

    Checks: by the payer's pack, whether one of the other services was done in the window before.
    Why it is denied: the payer pays it only for a patient who had none of them for so long.
    What to do: choose the code for a patient in regular care, or document what is different.
    """
    for line, edit in asked(claim, "requires_no_prior"):
        for other in within(claim, line, edit, before=True):
            yield said(
                line,
                edit,
                f"{line.code} is usually not paid after {other.code} of {other.served_on}.",
                "Check the code; if it is right, document why.",
                other,
            )
            break
