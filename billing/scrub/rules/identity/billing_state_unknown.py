from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.parties import Billing
from billing.scrub.places import STATES


@party_rule("ID-11", Severity.HOLD, of="billing")
def billing_state_unknown(billing: Billing) -> Spoken:
    """The state of the billing address is none.

    Checks: the two letters of a state or territory; small letters are mended by the machine.
    Why it is denied: the file is turned away for an address that is none.
    What to do: enter the two letters of the state.
    Silent when: there is none; ID-08 says so.
    """
    told = billing.address.state
    if not told.strip() or told in STATES:
        return
    better = told.strip().upper()
    yield Said(
        text="The state of the billing address is not one.",
        fix="Enter the two letters of the state.",
        change=Change(field="billing.address.state", before=told, after=better)
        if better in STATES
        else None,
    )
