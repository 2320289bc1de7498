from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.places import STATES


@rule("ID-70", Severity.WARN, needs="dependent")
def subscriber_state_unknown(claim: ClaimFacts) -> Spoken:
    """The state of the subscriber's address is none.

    Checks: the two letters of a state or territory, where the patient is a dependent; small
    letters are mended by the machine.
    Why it is denied: the clearinghouse turns an address away that does not exist.
    What to do: enter the two letters of the state.
    Silent when: there is none; a dependent's claim goes out without it.
    """
    told = claim.subscriber.address.state
    if not told.strip() or told in STATES:
        return
    better = told.strip().upper()
    yield Said(
        text="The state of the subscriber's address is not one.",
        fix="Enter the two letters of the state.",
        change=Change(field="subscriber.address.state", before=told, after=better)
        if better in STATES
        else None,
    )
