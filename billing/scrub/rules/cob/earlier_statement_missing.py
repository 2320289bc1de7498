from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-07", Severity.WARN, needs="later_payer others real")
def earlier_statement_missing(claim: ClaimFacts) -> Spoken:
    """The payer wants the earlier plan's statement, and it is not enclosed.

    Checks: the enclosures, where it is noted of the payer that it wants the statement.
    Why it is denied: the payer puts the claim aside and asks for it.
    What to do: enclose the statement of the earlier plan.
    Silent when: the payer reads the amounts from the claim, or nothing is noted.
    """
    if claim.payer.primary_eob and not any(one.kind == "eob" for one in claim.attached):
        yield Said(
            text="The payer wants the earlier plan's statement.",
            fix="Enclose the statement.",
        )
