from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.edits import Edit, same_place
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Severity
from billing.scrub.pairs import asked, placed, said


@rule("BUND-09", Severity.WARN, needs="edits:quantity")
def more_than_usual_on_day(claim: ClaimFacts) -> Spoken:
    """More units of a service on one day than the payer takes without asking.

    Checks: the units of the codes on one day and in one place against the pack's number.
    Why it is denied: above it the payer cuts the units or asks for the chart.
    What to do: check the units; if they are right, send the chart that shows them.
    """
    for line, edit in asked(claim, "quantity"):
        together = _together(claim, line, edit)
        units = sum(one.quantity for one in together)
        if units > edit.count and line is together[-1]:
            yield said(
                line,
                edit,
                f"{units} units of {edit.a} on one day; {edit.count} is usual.",
                "Check the units, or send what explains them.",
            )


def _together(claim: ClaimFacts, line: Line, edit: Edit) -> list[Line]:
    return [
        one
        for one in claim.lines_of(codes(edit.a))
        if one.served_on == line.served_on and same_place(edit.scope, placed(line), placed(one))
    ]
