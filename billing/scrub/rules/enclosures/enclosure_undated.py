from billing.scrub.catalog import Spoken, rule
from billing.scrub.enclosures import RADIOGRAPHS
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

DATED = RADIOGRAPHS | {"perio_chart", "photo"}


@rule("ENC-10", Severity.WARN, needs="attached")
def enclosure_undated(claim: ClaimFacts) -> Spoken:
    """A film, photo or perio chart has no date.

    Checks: whether each has the day on which it was made.
    Why it is denied: a film without a date proves nothing about the day of service.
    What to do: note the day from the chart.
    """
    undated = sorted({one.kind for one in claim.attached if one.made_on is None} & DATED)
    if undated:
        named = ", ".join(kind.replace("_", " ") for kind in undated)
        yield Said(text=f"Without a date: {named}.", fix="Note the day it was made.")
