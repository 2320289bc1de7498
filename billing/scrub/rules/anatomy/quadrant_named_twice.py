from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule(
    "AREA-11", Severity.HOLD, codes="D4210..D4261 D4341 D4342 D7310..D7321", needs="several_lines"
)
def quadrant_named_twice(claim: ClaimFacts, line: Line) -> Said | None:
    """The same work twice in one quadrant on one day.

    Checks: earlier lines of the claim with the same code, day and area.
    Why it is denied: the second line is refused as a duplicate.
    What to do: correct the area of one of them; most often two quadrants got one name.
    """
    if not line.area:
        return None
    for one in claim.lines:
        if one.number >= line.number:
            return None
        if (one.code, one.area, one.served_on) == (line.code, line.area, line.served_on):
            return Said(
                text=f"Line {one.number} has {line.code} in area {line.area} too.",
                fix="Correct the area of one of them.",
                stands_on=(("line", str(one.number)),),
            )
    return None
