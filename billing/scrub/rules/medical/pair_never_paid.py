from collections.abc import Iterator

from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@rule("NCCI-01", Severity.HOLD, needs="several_lines ncci")
def pair_never_paid(claim: ClaimFacts) -> Spoken:
    """Two codes of one day that the payer never pays together.

    Checks: for payers that use CMS's pairs, each two lines of a day, in the quarter's file that is
    loaded, where no modifier helps.
    Why it is denied: the second code of the pair counts as part of the first.
    What to do: take the second code off, or correct it after the chart.
    Silent when: the payer does not use these files, or none is loaded.
    """
    for first, second in paired(claim, 0):
        yield Said(
            line=second.number,
            text=f"{second.code} is never paid beside {first.code} of the same day.",
            fix="Take it off, or correct it after the chart.",
            stands_on=(("line", str(first.number)),),
        )


def paired(claim: ClaimFacts, modifier: int) -> Iterator[tuple[Line, Line]]:
    """Lines of one day of which the second is not paid, with this modifier indicator."""
    assert claim.ncci is not None
    for first in claim.lines:
        for second in claim.lines:
            if first is second or first.served_on is None or first.served_on != second.served_on:
                continue
            if claim.ncci.modifier(first.code, second.code, first.served_on) == modifier:
                yield first, second
