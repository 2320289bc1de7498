import re

from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ID-57", Severity.INFO, needs="odd_member_id")
def member_id_is_social_security_number(claim: ClaimFacts) -> Spoken:
    """The member number is written as a social security number.

    Checks: three, two and four digits with dashes between.
    Why it is denied: most payers have given their members numbers of their own since.
    What to do: ask the patient for the present card; it also keeps that number off paper.
    Silent when: it is nine digits without dashes; many payers number so.
    """
    told = claim.member_id
    if len(told) == 11 and re.fullmatch(r"[0-9]{3}-[0-9]{2}-[0-9]{4}", told):
        yield Said(
            text="The member number is written as a social security number.",
            fix="Ask for the present card.",
        )
