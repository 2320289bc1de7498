from billing.scrub.catalog import Spoken, rule
from billing.scrub.enclosures import wanted_by_edits, wanted_by_payer
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ENC-16", Severity.INFO, needs="attached")
def enclosures_not_asked_for(claim: ClaimFacts) -> Spoken:
    """Enclosures that this payer did not ask for slow the claim down.

    Checks: a payer known for it, and claims of which no line wants a file by its list or edits.
    Why it is denied: it is not; but a person must look at it, and it is paid weeks later.
    What to do: send the claim without them.
    Silent when: the payer is not known for it, or one line wants a file.
    """
    if not claim.payer.unsolicited_slow:
        return
    if any(wanted_by_payer(claim, one) or wanted_by_edits(claim, one) for one in claim.lines):
        return
    yield Said(text="This payer asked for no enclosure.", fix="Send the claim without them.")
