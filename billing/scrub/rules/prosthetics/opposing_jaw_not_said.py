from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-21", Severity.INFO, codes="D5211..D5228 D6205..D6252")
def opposing_jaw_not_said(claim: ClaimFacts, line: Line) -> Said | None:
    """A bridge or partial denture, and nothing is said of the opposing jaw.

    Checks: a narrative on the claim, or an x-ray or photo among the enclosures.
    Why it is denied: some payers pay the cheaper replacement unless they see what bites on it.
    What to do: say in the narrative what stands in the opposing jaw, or enclose an image.
    """
    if claim.narrative or any(one.kind in {"radiograph", "photo"} for one in claim.attached):
        return None
    return Said(
        text=f"Nothing tells what stands opposite of {line.code}.",
        fix="Say it in the narrative, or enclose an image.",
    )
