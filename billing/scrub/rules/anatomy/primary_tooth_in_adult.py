from billing.coding.ages import gone_by
from billing.coding.facts import TOOTH_CODES
from billing.coding.teeth import TEETH
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line, age_on
from billing.scrub.finding import Said, Severity


@line_rule("DENT-03", Severity.WARN, codes=f"{TOOTH_CODES} !D7111 !D7140 !D7210..D7251")
def primary_tooth_in_adult(claim: ClaimFacts, line: Line) -> Said | None:
    """A baby tooth at an age at which it is gone.

    Checks: work on baby teeth against the age from which each is unusual.
    Why it is denied: the payer takes the letter for a mistake.
    What to do: correct the tooth, or say that it stayed and no other follows.
    Silent when: the tooth is taken out, or the day of birth is unknown.
    """
    if not line.tooth.isalpha():
        return None
    limit = gone_by(line.tooth) if line.tooth in TEETH else None
    age = age_on(claim.patient.born_on, line.served_on)
    if limit is None or age is None or age < limit:
        return None
    return Said(
        text=f"Baby tooth {line.tooth} at age {age}.",
        fix="Correct the tooth, or say that it stayed.",
        stands_on=(("tooth", line.tooth),),
    )
