from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ID-56", Severity.WARN, needs="odd_member_id")
def member_id_is_group_number(claim: ClaimFacts) -> Spoken:
    """The member number and the group number are the same.

    Checks: both against each other.
    Why it is denied: one of them was typed into both places, and the payer finds no member.
    What to do: read both from the insurance card.
    """
    if claim.member_id == claim.group_number and claim.member_id.strip():
        yield Said(
            text="Member number and group number are the same.",
            fix="Read both from the insurance card.",
        )
