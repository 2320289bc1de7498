from billing.scrub.catalog import Spoken, rule
from billing.scrub.characters import unsendable
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-35", Severity.INFO, needs="narrative")
def narrative_unsendable(claim: ClaimFacts) -> Spoken:
    """The narrative has characters that a claim file cannot carry.

    Checks: each character; line breaks are sent as spaces and do not count.
    Why it is denied: one such character can make the whole file unreadable, so it is left out.
    What to do: write it with plain letters where the sense would suffer.
    """
    wrong = unsendable(claim.narrative)
    if wrong:
        yield Said(
            text=f"The narrative has characters that are left out when it is sent: {wrong}",
            fix="Write it with plain letters where the sense suffers.",
        )
