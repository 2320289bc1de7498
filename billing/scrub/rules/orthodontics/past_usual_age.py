from billing.coding.codes import codes
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line, age_on
from billing.scrub.finding import Said, Severity

USUAL_AGE_MAX = 18


@line_rule("ORTH-07", Severity.INFO, codes="D8010..D8080", needs="real")
def past_usual_age(claim: ClaimFacts, line: Line) -> Said | None:
    """Orthodontic treatment past the age that plans usually cover.

    Checks: the patient's age on the day of placement, or of service: 19 or more.
    Why it is denied: most plans end this benefit at nineteen.
    What to do: ask the plan whether it covers grown people.
    Silent when: the plan has told a limit for orthodontics, which other rules judge.
    """
    placed_on = claim.orthodontics.placed_on if claim.orthodontics else None
    age = age_on(claim.patient.born_on, placed_on or line.served_on)
    if age is None or age <= USUAL_AGE_MAX:
        return None
    if claim.benefits and any(line.code in codes(one.codes) for one in claim.benefits.limits):
        return None
    return Said(
        text=f"The patient is {age}; plans usually end this benefit at 19.",
        fix="Ask the plan whether it covers grown people.",
    )
