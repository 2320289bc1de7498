from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("AUTH-03", Severity.HOLD, needs="authorization benefits benefits:authorization real")
def authorization_for_other_codes(claim: ClaimFacts) -> Spoken:
    """The authorization was given for other services.

    Checks: codes for which the plan wants one against those the payer wrote on it.
    Why it is denied: what is not on the authorization counts as not authorized.
    What to do: ask the payer to change it, or correct the code.
    Silent when: the payer wrote no codes on it.
    """
    assert claim.benefits is not None
    if not claim.authorized_codes:
        return
    wanted, given = codes(claim.benefits.authorization), codes(claim.authorized_codes)
    for line in claim.lines:
        if line.code in wanted and line.code not in given:
            yield Said(
                line=line.number,
                text=f"{line.code} is not on the authorization.",
                fix="Ask the payer to change it, or correct the code.",
            )
