from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ENC-19", Severity.HOLD, needs="attached")
def control_number_missing(claim: ClaimFacts) -> Spoken:
    """Some enclosures have a control number, and one has none.

    Checks: claims on which at least one enclosure already has a number.
    Why it is denied: without the number the payer cannot find the file, and the format asks for it.
    What to do: send the file to the service for enclosures again and take over its number.
    Silent when: no enclosure has a number yet: they get them when the claim is sent.
    """
    numbered = [one for one in claim.attached if one.control_number]
    if numbered and len(numbered) < len(claim.attached):
        yield Said(
            text="An enclosure has no control number.",
            fix="Send it to the service again.",
        )
