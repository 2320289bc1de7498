from billing.coding.codes import codes
from billing.coding.facts import DENTURES, PROSTHESES
from billing.eligibility.benefits import Served
from billing.scrub.catalog import line_rule
from billing.scrub.edits import same_place, where
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Change, Said, Severity


@line_rule("HIST-01", Severity.WARN, codes=PROSTHESES.written, needs="history")
def first_placement_is_second(claim: ClaimFacts, line: Line) -> Said | None:
    """A crown, bridge or denture sent as the first, with an earlier one in the chart.

    Checks: lines marked as a first placement against earlier work of the same kind in the place.
    Why it is denied: the payer has the earlier one on file and asks for its date and the reason.
    What to do: mark it as a replacement, with the day of the earlier one and the reason.
    Silent when: the line does not say whether it is the first.
    """
    if line.is_replacement is not False or line.served_on is None:
        return None
    past = earlier_piece(claim, line)
    if past is None:
        return None
    return Said(
        text=f"Sent as the first one; the chart has {past.code} of {past.served_on}.",
        fix="Mark it as a replacement, with that day and the reason.",
        stands_on=(("history", str(past.served_on)),),
        change=Change(
            field="lines.prior_placed_on", before="", after=str(past.served_on), line=line.number
        ),
    )


def earlier_piece(claim: ClaimFacts, line: Line) -> Served | None:
    """The newest earlier work of the same kind on the tooth, or in the arch of a denture."""
    assert line.served_on is not None
    scope, kind = ("arch", DENTURES) if line.code in DENTURES else ("tooth", PIECES)
    here = where(line.code, line.tooth, "", line.area)
    for past in claim.earlier(kind, line.served_on):
        there = where(past.code, past.tooth, "", past.area)
        if same_place(scope, here, there):  # type: ignore[arg-type]  # one of two of its words
            return past
    return None


PIECES = codes("D2542..D2544 D2642..D2644 D2662..D2664 D2710..D2794 D6058..D6077 D6205..D6794")
