from billing.scrub.catalog import line_rule
from billing.scrub.chart import gone, teeth_of
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity

REPLACES = "D5211..D5228 D6010 D6205..D6252"


@line_rule("MTC-01", Severity.HOLD, codes=REPLACES, needs="benefits")
def missing_tooth_clause(claim: ClaimFacts, line: Line) -> Said | None:
    """A tooth lost before cover began, under a plan that does not replace those.

    Checks: implants, false teeth of bridges and partial dentures: for plans with a missing-tooth
    clause, the day each tooth was lost against the first day of cover. A partial denture is held
    only if all its teeth were lost before.
    Why it is denied: the clause says that such teeth are not replaced.
    What to do: tell the patient the price; if the tooth was lost later, correct its day.
    Silent when: the plan has no clause, or a day is unknown. MTC-02 and MTC-03 ask.
    """
    benefits = claim.benefits
    assert benefits is not None
    teeth = teeth_of(line)
    if not benefits.missing_tooth_clause or benefits.begins_on is None or not teeth:
        return None
    lost = [gone(claim, tooth, benefits.begins_on) for tooth in teeth]
    if not all(one is not None and one.on is not None for one in lost):
        return None
    return Said(
        text=f"Lost before cover began on {benefits.begins_on}; the plan does not replace it.",
        fix="Tell the patient the price, or correct the day of the loss.",
        stands_on=tuple(("tooth", tooth) for tooth in teeth),
    )
