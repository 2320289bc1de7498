from billing.scrub.catalog import Spoken, rule
from billing.scrub.characters import is_plain
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-33", Severity.HOLD)
def claim_number_unsendable(claim: ClaimFacts) -> Spoken:
    """The claim's own number cannot be sent as it is.

    Checks: at most twenty characters, only letters, digits and dashes.
    Why it is denied: payers cut or change the number, and the payment cannot be matched to it.
    What to do: give the claim another number; if this happens often, tell support.
    Silent when: the claim has no number yet.
    """
    told = claim.id
    if len(told) > 20 or not (is_plain(told.replace("-", "")) or not told):
        yield Said(
            text="The claim's number is too long or has characters other than letters and digits.",
            fix="Give the claim another number.",
        )
