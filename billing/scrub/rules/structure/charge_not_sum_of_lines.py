from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-03", Severity.HOLD)
def charge_not_sum_of_lines(claim: ClaimFacts) -> Spoken:
    """The charge of the claim is not the sum of its lines.

    Checks: both, to the cent.
    Why it is denied: the file must balance, or the clearinghouse turns it away.
    What to do: read the claim in again; a line was changed after it was totalled.
    """
    total = 0
    for line in claim.lines:
        total += line.fee_cents
    if total != claim.charge_cents:
        yield Said(
            text="The charge of the claim is not the sum of its lines.",
            fix="Total the claim anew.",
            money_cents=abs(total - claim.charge_cents),
        )
