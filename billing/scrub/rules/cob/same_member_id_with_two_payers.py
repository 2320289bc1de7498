from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-12", Severity.WARN, needs="others")
def same_member_id_with_two_payers(claim: ClaimFacts) -> Spoken:
    """Two payers with the same member number.

    Checks: the member numbers of plans of different payers.
    Why it is denied: one of the two was copied, and that payer finds no member.
    What to do: read both numbers from the cards.
    """
    if not claim.member_id:
        return
    for one in claim.others:
        if one.member_id == claim.member_id and one.payer.id != claim.payer.id:
            yield Said(
                text="Two payers have the same member number.", fix="Read both from the cards."
            )
            return
