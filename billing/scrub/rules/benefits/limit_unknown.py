from billing.coding.codes import codes
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity

LIMITED = (
    "D0120 D0150 D0210 D0330 D0270..D0277 D1110 D1120 D4346 D1206 D1208 D1351 D4341 D4342 D4910"
    " D2710..D2794 D5110..D5228"
)


@line_rule("ELIG-02", Severity.INFO, codes=LIMITED, needs="benefits real")
def limit_unknown(claim: ClaimFacts, line: Line) -> Said | None:
    """A service that plans limit, and nobody knows this plan's limit.

    Checks: exams, images, cleanings, fluoride, sealants, root planing, crowns and dentures for a
    limit of the plan, where the cover was checked.
    Why it is denied: it may come too soon after the last one.
    What to do: ask the payer how often it pays, and note the answer.
    Silent when: the cover was never checked. ELIG-01 says so.
    """
    benefits = claim.benefits
    assert benefits is not None
    if benefits.checked_on is None:
        return None
    if any(line.code in codes(limit.codes) for limit in benefits.limits):
        return None
    return Said(
        text=f"Nobody asked how often the plan pays for {line.code}.",
        fix="Ask the payer and note the answer.",
    )
