from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Severity
from billing.scrub.pairs import asked, said, within


@rule("BUND-08", Severity.WARN, needs="edits:sequence")
def too_soon_after(claim: ClaimFacts) -> Spoken:
    """A second step sooner after the first than the payer waits.

    Checks: by the payer's pack, whether the first step lies so many days or months back.
    Why it is denied: the payer expects time to heal or to judge before the second step.
    What to do: document why it could not wait, or move the visit.
    """
    for line, edit in asked(claim, "sequence"):
        for other in within(claim, line, edit, before=True):
            yield said(
                line,
                edit,
                f"{line.code} follows {other.code} of {other.served_on} sooner than usual.",
                "Document why it could not wait, or move the visit.",
                other,
            )
            break
