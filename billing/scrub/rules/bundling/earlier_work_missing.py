from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Severity
from billing.scrub.pairs import asked, said, within


@rule("BUND-06", Severity.WARN, needs="history edits:requires_prior")
def earlier_work_missing(claim: ClaimFacts) -> Spoken:
    """A service that follows another one, of which nothing is known.

    Checks: by the payer's pack, whether the earlier service stands in the chart, on a claim or in
    what the payer told, within the window.
    Why it is denied: without the first step on file the second one is not paid.
    What to do: send the day and the place of the earlier service with the claim.
    Silent when: the chart knows of no earlier service at all.
    """
    for line, edit in asked(claim, "requires_prior"):
        if any(within(claim, line, edit)):
            continue
        yield said(
            line,
            edit,
            f"Before {line.code} the payer wants {edit.b}, and none is on file.",
            "Write when and where it was done into the remarks.",
        )
