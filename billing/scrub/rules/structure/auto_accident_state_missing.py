from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.places import STATES


@rule("STR-28", Severity.HOLD, needs="accident")
def auto_accident_state_missing(claim: ClaimFacts) -> Spoken:
    """A road accident without the state it happened in.

    Checks: the state, where a road accident is the cause.
    Why it is denied: the file must carry the state; its law says which insurer pays first.
    What to do: ask the patient, and enter the two letters.
    """
    if claim.accident == "auto" and claim.accident_state not in STATES:
        yield Said(
            text="The state of the road accident is missing or is none.",
            fix="Enter the two letters of the state.",
        )
