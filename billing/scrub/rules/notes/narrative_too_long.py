from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("NARR-12", Severity.WARN, needs="narrative")
def narrative_too_long(claim: ClaimFacts) -> Spoken:
    """The narrative is longer than the payer reads.

    Checks: its characters against the payer's limit.
    Why it is denied: the rest is cut off on its way, often with the reason in it.
    What to do: shorten it, or enclose it as a file.
    Silent when: no limit is known.
    """
    limit = claim.payer.narrative_characters_max
    if limit is not None and len(claim.narrative) > limit:
        yield Said(
            text=f"The narrative has {len(claim.narrative)} characters, the payer reads {limit}.",
            fix="Shorten it, or enclose it as a file.",
        )
