from billing.coding.codes import codes
from billing.coding.facts import PROSTHESES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from practices.days import add_months

YEARS_USUAL = 5


@line_rule("PROS-03", Severity.WARN, codes=PROSTHESES.written, needs="real")
def replaced_too_soon(claim: ClaimFacts, line: Line) -> Said | None:
    """A replacement before the usual years are over.

    Checks: the day of earlier placement: five years or more, to the day, or as many months as the
    payer's pack of edits says for the code.
    Why it is denied: plans pay for a crown, bridge or denture again only after some years.
    What to do: tell the patient the price beforehand, and say why it had to be replaced.
    Silent when: the plan has told a limit of its own for the code, which FREQ-01 judges, or the
    earlier placement is not earlier, which PROS-04 judges.
    """
    if line.prior_placed_on is None or line.served_on is None or not line.is_replacement:
        return None
    if claim.benefits and any(line.code in codes(one.codes) for one in claim.benefits.limits):
        return None
    told = claim.edits.on(line.code, "frequency") if claim.edits else ()
    windows = [one.months for one in told if one.months and one.counts_on(line.served_on)]
    opens = add_months(line.prior_placed_on, max(windows, default=YEARS_USUAL * 12))
    if line.prior_placed_on >= line.served_on or line.served_on >= opens:
        return None
    return Said(
        text=f"Plans usually pay for {line.code} again from {opens}.",
        fix="Say why it was replaced, and tell the patient the price.",
        stands_on=(("history", str(line.prior_placed_on)),),
    )
