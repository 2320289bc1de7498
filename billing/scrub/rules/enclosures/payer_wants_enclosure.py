from billing.scrub.catalog import line_rule
from billing.scrub.enclosures import of_kind, wanted_by_payer
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("ENC-01", Severity.HOLD)
def payer_wants_enclosure(claim: ClaimFacts, line: Line) -> Said | None:
    """The payer wants an enclosure with the code, and it is not there.

    Checks: the payer's own list of what it wants with which codes.
    Why it is denied: the payer says beforehand that it sends such claims back.
    What to do: enclose it.
    """
    if not claim.payer.wants:
        return None
    lacking = sorted(k for k in wanted_by_payer(claim, line) if not of_kind(claim, k))
    if not lacking:
        return None
    named = ", ".join(kind.replace("_", " ") for kind in lacking)
    return Said(text=f"The payer wants with {line.code}: {named}.", fix="Enclose it.")
