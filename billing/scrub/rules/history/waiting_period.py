from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.shares import class_of


@rule("WAIT-01", Severity.HOLD, needs="benefits benefits:waits real")
def waiting_period(claim: ClaimFacts) -> Spoken:
    """A service within the plan's waiting period.

    Checks: each line's day against the day from which the plan pays the code or its class.
    Why it is denied: the plan pays nothing for it before that day.
    What to do: move the service, or tell the patient the price.
    Silent when: nobody named a waiting period.
    """
    assert claim.benefits is not None
    for wait in claim.benefits.waits:
        for line in claim.lines:
            if line.served_on is None or line.served_on >= wait.until:
                continue
            if line.code in codes(wait.codes) or wait.service_class == class_of(line.code) != "":
                yield Said(
                    line=line.number,
                    text=f"The plan pays for {line.code} only from {wait.until}.",
                    fix="Move the service to that day or later, or tell the patient the price.",
                    stands_on=(("benefit", "waiting"),),
                )
