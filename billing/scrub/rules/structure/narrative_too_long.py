from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-34", Severity.WARN, needs="narrative")
def narrative_too_long(claim: ClaimFacts) -> Spoken:
    """The narrative is longer than the payer takes.

    Checks: its characters against the payer's most.
    Why it is denied: the end is cut off, and with it often the reason for the treatment.
    What to do: shorten it, or send it as an attachment.
    Silent when: no length is noted of the payer.
    """
    most = claim.payer.narrative_characters_max
    if most is not None and len(claim.narrative) > most:
        yield Said(
            text=f"The narrative has {len(claim.narrative)} characters; the payer takes {most}.",
            fix="Shorten it, or send it as an attachment.",
        )
