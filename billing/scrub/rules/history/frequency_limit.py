from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.windows import limits_on, opens_on, used


@rule("FREQ-01", Severity.HOLD, needs="benefits benefits:limits real")
def frequency_limit(claim: ClaimFacts) -> Spoken:
    """A service again before the plan pays for it again.

    Checks: each line against the plan's limit on its code, with services at every location of
    the group, those the payer told of, claims on their way and earlier lines of this claim; a
    limit counts calendar years, benefit years or months, to the day where the plan says so.
    Why it is denied: the plan pays for so many in so long, and no more.
    What to do: move the visit, or tell the patient the price beforehand.
    Silent when: nobody named a limit. ELIG-02 asks for it.
    """
    for line in claim.lines:
        if line.served_on is None:
            continue
        for limit in limits_on(claim, line):
            past = used(claim, line, limit, codes(limit.codes))
            if len(past) < limit.count:
                continue
            day = opens_on(claim, limit, past, line.served_on)
            yield Said(
                line=line.number,
                text=f"The plan pays for {line.code} again {f'from {day}' if day else 'never'}.",
                fix="Bill the patient, or move the service to that day or later.",
                stands_on=tuple(("history", str(one.served_on)) for one in past),
            )
