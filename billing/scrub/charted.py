"""What is on file at a tooth, whoever says so. Pure."""

from billing.coding.codes import Codes
from billing.scrub.facts import ClaimFacts


def has_at(claim: ClaimFacts, tooth: str, wanted: Codes) -> bool:
    """Whether a line, our history or the payer's names one of the codes at the tooth."""
    if any(one.code in wanted and one.tooth == tooth for one in claim.lines):
        return True
    told = claim.benefits.history if claim.benefits else ()
    return any(one.code in wanted and one.tooth == tooth for one in (*claim.history, *told))
