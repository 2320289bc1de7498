from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from practices.days import add_months


@line_rule("ORTH-10", Severity.WARN, codes="D8670", needs="orthodontics real")
def visit_past_end_of_course(claim: ClaimFacts, line: Line) -> Said | None:
    """A visit after the months of treatment are over.

    Checks: the day of service against the day of placement and the total months.
    Why it is denied: the payer has paid the course and pays no more.
    What to do: tell the payer of the longer treatment, or bill the patient as agreed.
    Silent when: placement or months are not known.
    """
    told = claim.orthodontics
    if told is None or told.placed_on is None or not told.months_total or line.served_on is None:
        return None
    ends = add_months(told.placed_on, told.months_total)
    if line.served_on <= ends:
        return None
    return Said(
        text=f"The months of treatment ended on {ends}.", fix="Tell the payer of the longer course."
    )
