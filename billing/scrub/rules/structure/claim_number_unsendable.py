from billing.scrub.catalog import Spoken, rule
from billing.scrub.characters import unsendable
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

NUMBER_CHARACTERS_MAX = 38  # of CLM01


@rule("STR-33", Severity.HOLD)
def claim_number_unsendable(claim: ClaimFacts) -> Spoken:
    """The claim's own number cannot be sent as it is.

    Checks: at most 38 characters, and only those a claim file can carry.
    Why it is denied: payers cut or change the number, and the payment cannot be matched to it.
    What to do: give the claim another number; if this happens often, tell support.
    Silent when: the claim has no number yet.
    """
    told = claim.number
    if len(told) > NUMBER_CHARACTERS_MAX or unsendable(told):
        yield Said(
            text="The claim's number is too long, or has characters that cannot be sent.",
            fix="Give the claim another number.",
        )
