from billing.coding.facts import RETAINERS
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-12", Severity.HOLD, codes=RETAINERS.written, needs="missing")
def retainer_on_missing_tooth(claim: ClaimFacts, line: Line) -> Said | None:
    """A bridge stands on a tooth that is not there.

    Checks: the tooth of each retainer against the chart of missing teeth.
    Why it is denied: a retainer needs a tooth; on an implant it has another code.
    What to do: correct the tooth, the chart, or the code.
    """
    lost = next((one for one in claim.missing if one.tooth == line.tooth), None)
    if lost is None or (lost.lost_on and line.served_on and lost.lost_on > line.served_on):
        return None
    return Said(
        text=f"Tooth {line.tooth} holds the bridge and is charted as missing.",
        fix="Correct the tooth, the chart, or the code.",
        stands_on=(("tooth", line.tooth),),
    )
