from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.siblings import is_same_service


@rule("PAY-07", Severity.WARN, needs="siblings real")
def line_on_another_draft(claim: ClaimFacts) -> Spoken:
    """The same line stands on another claim that is about to go out.

    Checks: lines of the patient's drafts: same payer, code, tooth, surfaces, area and day.
    Why it is denied: if both go out, the second is denied as a duplicate.
    What to do: delete one of the two.
    """
    drafts = [one for one in claim.siblings if one.state == "draft"]
    for line in claim.lines if drafts else ():
        if any(is_same_service(claim, line, one) for one in drafts):
            yield Said(
                line=line.number,
                text="The same line stands on another claim that is not yet sent.",
                fix="Delete one of the two.",
            )
