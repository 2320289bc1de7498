from billing.coding.facts import PROSTHESES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.rules.history.first_placement_is_second import earlier_piece

DAYS_APART = 31


@line_rule("HIST-02", Severity.WARN, codes=PROSTHESES.written, needs="history")
def prior_date_differs(claim: ClaimFacts, line: Line) -> Said | None:
    """The day of the earlier placement is not the chart's.

    Checks: the day on the line against earlier work of the same kind in the place; a month apart
    is taken for preparation and delivery.
    Why it is denied: the payer compares the day with its own file.
    What to do: take the day from the chart, or say where the other one was made.
    Silent when: the line or the chart names no earlier one.
    """
    if line.prior_placed_on is None or line.served_on is None:
        return None
    past = earlier_piece(claim, line)
    if past is None or abs((past.served_on - line.prior_placed_on).days) <= DAYS_APART:
        return None
    return Said(
        text=f"The line says {line.prior_placed_on}, the chart {past.served_on}.",
        fix="Take the day from the chart, or say where the other one was made.",
        stands_on=(("history", str(past.served_on)),),
    )
