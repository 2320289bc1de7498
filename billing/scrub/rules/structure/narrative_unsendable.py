from billing.scrub.catalog import Spoken, rule
from billing.scrub.characters import unsendable
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-35", Severity.WARN, needs="narrative")
def narrative_unsendable(claim: ClaimFacts) -> Spoken:
    """The narrative has characters that a claim file cannot carry.

    Checks: each character; line breaks are sent as spaces and do not count.
    Why it is denied: one such character can make the whole file unreadable.
    What to do: write it with plain letters; the dentist signs the text.
    """
    wrong = unsendable(claim.narrative)
    if wrong:
        yield Said(
            text=f"The narrative has characters that cannot be sent: {wrong}",
            fix="Write it with plain letters.",
        )
