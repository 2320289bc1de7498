from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.siblings import is_same_service


@rule("STR-25", Severity.WARN, needs="siblings real")
def denied_line_sent_as_new(claim: ClaimFacts) -> Spoken:
    """A line that this payer has denied goes out again as new.

    Checks: lines of denied claims of the patient: same payer, code, place and day.
    Why it is denied: the payer has decided it; a new claim is denied as a duplicate.
    What to do: mend what it was denied for and send it as a replacement with the payer's number,
    or appeal.
    """
    if claim.frequency != "1":
        return
    denied = [one for one in claim.siblings if one.state == "denied"]
    for line in claim.lines if denied else ():
        if any(is_same_service(claim, line, one) for one in denied):
            yield Said(
                line=line.number,
                text="The payer has denied this very line before.",
                fix="Send it as a replacement, or appeal.",
            )
