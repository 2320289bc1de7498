import re

from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ID-59", Severity.WARN, needs="member_id_pattern")
def member_id_not_as_payer_writes(claim: ClaimFacts) -> Spoken:
    """The member number does not look like this payer's numbers.

    Checks: the number against the form the practice has noted for the payer.
    Why it is denied: the payer finds no member of that number; the old card is the usual cause.
    What to do: ask for the present card.
    Silent when: no form is noted for the payer.
    """
    if claim.member_id and not re.fullmatch(claim.payer.member_id_pattern, claim.member_id):
        yield Said(
            text="The member number does not look like this payer's.",
            fix="Ask for the present card.",
        )
