from billing.coding.facts import FULL_COURSES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("ORTH-06", Severity.WARN, codes="D8070..D8090", needs="history real")
def course_repeated(claim: ClaimFacts, line: Line) -> Said | None:
    """A second full course of orthodontic treatment.

    Checks: earlier full courses in the patient's history, at every location.
    Why it is denied: most plans pay one course in a lifetime, up to a sum for life.
    What to do: ask the plan what is left; a monthly visit has a code of its own.
    """
    if line.served_on is None:
        return None
    past = next(claim.earlier(FULL_COURSES, line.served_on), None)
    if past is None:
        return None
    return Said(
        text=f"A full course was begun on {past.served_on}.",
        fix="Ask the plan what is left of its sum for life.",
        stands_on=(("history", str(past.served_on)),),
    )
