from billing.coding.facts import FULL_COURSES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("ORTH-09", Severity.INFO, codes="D8680", needs="history real")
def retention_in_course(claim: ClaimFacts, line: Line) -> Said | None:
    """Retention billed on its own after a full course here.

    Checks: a full course in the patient's history at this practice.
    Why it is denied: most plans count retention as part of the course.
    What to do: bill it on its own only where the plan says that it pays it.
    """
    if line.served_on is None:
        return None
    past = next((one for one in claim.earlier(FULL_COURSES, line.served_on) if one.here), None)
    if past is None:
        return None
    return Said(
        text="Retention is usually part of the course.",
        fix="Bill it on its own only where the plan pays it.",
        stands_on=(("history", str(past.served_on)),),
    )
