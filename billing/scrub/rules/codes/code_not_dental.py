from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.rules.codes.code_malformed import MEDICAL


@line_rule("CODE-03", Severity.HOLD, codes="any !Dxxxx")
def code_not_dental(_claim: ClaimFacts, line: Line) -> Said | None:
    """A medical code on a dental claim.

    Checks: each code for the form of medical codes, five digits or another letter than D.
    Why it is denied: a dental claim carries dental codes alone.
    What to do: bill the service on a medical claim, or choose the dental code.
    """
    if not MEDICAL.fullmatch(line.code):
        return None
    return Said(
        text=f"{line.code} is a medical code.",
        fix="Bill it on a medical claim, or choose the dental code.",
    )
