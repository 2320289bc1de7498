from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.edits import Edit, same_place, where
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Severity
from billing.scrub.pairs import asked, on_same_day, placed, said


@rule("BUND-04", Severity.WARN, needs="edits:requires_same_day")
def companion_missing_on_day(claim: ClaimFacts) -> Spoken:
    """An added service without the one it belongs to.

    Checks: by the payer's pack, whether the main service stands on the claim, on another claim or
    in the chart on the same day and in the same place.
    Why it is denied: an added unit or a part of a visit is paid only beside its main service.
    What to do: add the main service if it was done, or choose the code that stands alone.
    """
    for line, edit in asked(claim, "requires_same_day"):
        if any(on_same_day(claim, line, edit)) or _charted(claim, line, edit):
            continue
        yield said(
            line,
            edit,
            f"{line.code} is paid only beside {edit.b} of the same day.",
            "Add the main service if the chart has it, or correct the code.",
        )


def _charted(claim: ClaimFacts, line: Line, edit: Edit) -> bool:
    return any(
        one.served_on == line.served_on
        and one.code in codes(edit.b)
        and same_place(edit.scope, placed(line), where(one.code, one.tooth, one.surfaces, one.area))
        for one in claim.history
    )
