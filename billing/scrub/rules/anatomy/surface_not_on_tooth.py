from billing.coding.teeth import is_tooth, surfaces_of
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("SURF-01", Severity.HOLD)
def surface_not_on_tooth(_claim: ClaimFacts, line: Line) -> Said | None:
    """A surface that the tooth does not have.

    Checks: each surface letter against the kind of tooth: only front teeth have a cutting edge
    (I), only back teeth a chewing face (O).
    Why it is denied: tooth and surface contradict each other, so the payer cannot tell what
    was done.
    What to do: read the chart entry and correct tooth or surface; the dentist signs it.
    """
    if not line.surfaces or not is_tooth(line.tooth):
        return None
    wrong = sorted(set(line.surfaces) - surfaces_of(line.tooth))
    if not wrong:
        return None
    return Said(
        text=f"Tooth {line.tooth} has no surface {', '.join(wrong)}.",
        fix="Correct tooth or surface after the chart.",
        stands_on=(("tooth", line.tooth),),
    )
