from billing.coding.ages import comes_at
from billing.coding.teeth import TEETH
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line, age_on
from billing.scrub.finding import Said, Severity


@line_rule("DENT-04", Severity.WARN, codes="D1351..D1354 D2140..D2998 D3310..D3430")
def tooth_not_yet_there(claim: ClaimFacts, line: Line) -> Said | None:
    """A permanent tooth at an age at which it has not come.

    Checks: sealants, fillings, crowns and root canals of permanent teeth against the age before
    which each is unusual.
    Why it is denied: the payer takes the number for a mistake.
    What to do: correct the tooth, or say that it came early.
    Silent when: the day of birth is unknown.
    """
    if not line.tooth.isdecimal():
        return None
    limit = comes_at(line.tooth) if line.tooth in TEETH else None
    age = age_on(claim.patient.born_on, line.served_on)
    if limit is None or age is None or age >= limit:
        return None
    return Said(
        text=f"Permanent tooth {line.tooth} at age {age}.",
        fix="Correct the tooth, or say that it came early.",
        stands_on=(("tooth", line.tooth),),
    )
