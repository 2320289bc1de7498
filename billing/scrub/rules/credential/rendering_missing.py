from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("CRED-05", Severity.HOLD)
def rendering_missing(claim: ClaimFacts) -> Spoken:
    """A company bills and the claim does not name who treated.

    Checks: that a treating dentist is on the claim unless a single dentist bills.
    Why it is denied: the payer wants the person who treated; to let it stand for the owner is
    billing under another dentist's number.
    What to do: enter the dentist who treated, from the chart.
    """
    if claim.rendering is None and not claim.billing.is_person:
        yield Said(
            text="The claim does not name who treated.", fix="Enter the dentist from the chart."
        )
