from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.edits import Edit, same_place
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Severity
from billing.scrub.pairs import asked, placed, said, within


@rule("BUND-05", Severity.WARN, needs="edits:requires_same_claim")
def companion_missing_on_claim(claim: ClaimFacts) -> Spoken:
    """A service that is paid only together with another one, which is not there.

    Checks: by the payer's pack, whether the other service stands on the claim in the same place,
    on whatever day, or was done in the window before.
    Why it is denied: the payer cannot see what the service was for.
    What to do: send both on one claim, or name the day of the other one in the remarks.
    """
    for line, edit in asked(claim, "requires_same_claim"):
        if _beside(claim, line, edit) or any(within(claim, line, edit)):
            continue
        yield said(
            line,
            edit,
            f"{line.code} stands without {edit.b}.",
            "Send both together, or say in the remarks when the other one is or was done.",
        )


def _beside(claim: ClaimFacts, line: Line, edit: Edit) -> bool:
    return any(
        same_place(edit.scope, placed(line), placed(one)) for one in claim.lines_of(codes(edit.b))
    )
