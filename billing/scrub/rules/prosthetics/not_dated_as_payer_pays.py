from billing.coding.facts import PROSTHESES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Change, Said, Severity


@line_rule("PROS-07", Severity.WARN, codes=PROSTHESES.written, needs="real")
def not_dated_as_payer_pays(claim: ClaimFacts, line: Line) -> Said | None:
    """Dated by preparation where the payer pays by seating, or the reverse.

    Checks: the day of service against the day of seating or preparation, whichever the payer
    pays by.
    Why it is denied: it is billed before it is done by the payer's rule, or twice.
    What to do: bill it under the day by which the payer pays.
    Silent when: the payer's way or the day in question is not known.
    """
    way = claim.payer.claim_dates
    if not way:
        return None
    wanted = line.seated_on if way == "seat" else line.prepared_on
    if wanted is None or line.served_on is None or line.served_on == wanted:
        return None
    return Said(
        text=f"The payer pays by the day of {way}: {wanted}.",
        fix="Bill it under that day.",
        change=Change(
            field="served_on", before=str(line.served_on), after=str(wanted), line=line.number
        ),
    )
