from billing.coding.facts import CROWNS, DENTURES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from practices.days import add_months

LARGE = f"{CROWNS.written} {DENTURES.written} D3330 D6010 D6205..D6794 D8070..D8090"
NEW_MONTHS = 12


@line_rule("WAIT-02", Severity.INFO, codes=LARGE, needs="benefits")
def waiting_unknown(claim: ClaimFacts, line: Line) -> Said | None:
    """A large service in the first year of cover, and no word on a waiting period.

    Checks: crowns, bridges, dentures, implants and braces within twelve months of the begin.
    Why it is denied: many plans pay large services only after a year.
    What to do: ask the payer whether a waiting period holds, and note the answer.
    Silent when: the begin of cover is unknown, or waiting periods are noted.
    """
    benefits = claim.benefits
    assert benefits is not None
    if benefits.begins_on is None or benefits.waits or line.served_on is None:
        return None
    if not benefits.begins_on <= line.served_on < add_months(benefits.begins_on, NEW_MONTHS):
        return None
    return Said(
        text=f"Cover began {benefits.begins_on}; nobody asked about a waiting period.",
        fix="Ask the payer and note the answer.",
    )
