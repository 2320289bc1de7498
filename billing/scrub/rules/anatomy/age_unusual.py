from billing.coding.facts import FACTS, coded
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line, age_on
from billing.scrub.finding import Said, Severity
from billing.scrub.rules.anatomy.age_outside_pack import named_by_plan

AGED = coded(lambda one: one.age_min is not None or one.age_max is not None)


@line_rule("AGE-03", Severity.WARN, codes=f"{AGED} !D0145")
def age_unusual(claim: ClaimFacts, line: Line) -> Said | None:
    """A service at an age at which plans rarely pay it.

    Checks: the age on the day of service against what is usual for the code.
    Why it is denied: many plans pay the service for other ages only.
    What to do: check the code; if it is right, tell the patient the price.
    Silent when: the day of birth is unknown, or the plan or the payer's pack names ages.
    """
    age = age_on(claim.patient.born_on, line.served_on)
    facts = FACTS[line.code]
    if age is None or (facts.age_min or 0) <= age <= (facts.age_max or 200):
        return None
    if named_by_plan(claim, line.code) or (claim.edits and claim.edits.on(line.code, "age")):
        return None
    return Said(
        text=f"{line.code} at age {age} is unusual.",
        fix="Check the code, or tell the patient the price.",
    )
