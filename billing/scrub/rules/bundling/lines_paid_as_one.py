from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.edits import Edit, same_place
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Severity
from billing.scrub.pairs import asked, placed, said


@rule("BUND-10", Severity.INFO, needs="several_lines edits:combine")
def lines_paid_as_one(claim: ClaimFacts) -> Spoken:
    """Lines that the payer puts together and pays as one.

    Checks: by the payer's pack, lines of one day and place that are recoded to one larger code.
    Why it is denied: the payer pays the one code and refuses the rest.
    What to do: bill the one code if the chart says so, or expect the smaller payment.
    """
    for line, edit in asked(claim, "combine"):
        other = _partner(claim, line, edit)
        if other is not None:
            yield said(
                line,
                edit,
                f"{line.code} and line {other.number} are usually paid as one.",
                "Check whether one code says it all; tell the patient of the smaller payment.",
            )


def _partner(claim: ClaimFacts, line: Line, edit: Edit) -> Line | None:
    """The other code's line, or with no other code an earlier line of the same one."""
    wanted = codes(edit.b or edit.a)
    for one in claim.lines_of(wanted):
        if one is line or one.served_on != line.served_on:
            continue
        if (edit.b or one.number < line.number) and same_place(
            edit.scope, placed(line), placed(one)
        ):
            return one
    return None
