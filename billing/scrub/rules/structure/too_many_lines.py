from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-02", Severity.HOLD, needs="several_lines")
def too_many_lines(claim: ClaimFacts) -> Spoken:
    """More services than one claim can carry.

    Checks: the number of lines against the payer's most, which is 50 unless the payer has less.
    Why it is denied: the file is turned away, or the lines beyond the limit are lost.
    What to do: split the claim.
    """
    most = claim.payer.claim_lines_max
    if len(claim.lines) > most:
        yield Said(
            text=f"The claim has {len(claim.lines)} lines; {most} are the most.",
            fix="Split the claim.",
        )
