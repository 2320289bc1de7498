from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Severity
from billing.scrub.pairs import asked, said


@rule("TOOTH-07", Severity.WARN, needs="edits:tooth_type")
def tooth_outside_usual(claim: ClaimFacts) -> Spoken:
    """A tooth for which the payer does not pay this service.

    Checks: by the payer's pack, the teeth for which a code is paid, as sealants on molars that
    chew and not on wisdom teeth.
    Why it is denied: the plan pays the service on those teeth alone.
    What to do: tell the patient the price, or document why this tooth needs it.
    """
    for line, edit in asked(claim, "tooth_type"):
        if line.tooth and line.tooth not in edit.teeth.split():
            yield said(
                line,
                edit,
                f"{line.code} is usually not paid on tooth {line.tooth}.",
                "Tell the patient the price, or document why.",
            )
