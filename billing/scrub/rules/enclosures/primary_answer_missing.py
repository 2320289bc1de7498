from billing.scrub.catalog import Spoken, rule
from billing.scrub.enclosures import of_kind
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ENC-15", Severity.HOLD, needs="later_payer")
def primary_answer_missing(claim: ClaimFacts) -> Spoken:
    """The payer wants the first payer's statement, and it is not enclosed.

    Checks: a later payer whose record says that it wants the statement itself.
    Why it is denied: the later payer will not work out its part without it.
    What to do: enclose the first payer's statement.
    Silent when: the payer's record does not ask for it; amounts on the claim are then enough.
    """
    if claim.payer.primary_eob and not of_kind(claim, "eob"):
        yield Said(
            text="The payer wants the first payer's statement.",
            fix="Enclose it.",
        )
