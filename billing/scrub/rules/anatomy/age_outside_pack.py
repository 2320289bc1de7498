from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.edits import Edit
from billing.scrub.facts import ClaimFacts, age_on
from billing.scrub.finding import Severity
from billing.scrub.pairs import asked, said


@rule("AGE-02", Severity.WARN, needs="edits:age")
def age_outside_pack(claim: ClaimFacts) -> Spoken:
    """An age at which the payer does not pay the service.

    Checks: by the payer's pack, the age on the day of service, in whole years.
    Why it is denied: the plan pays it for other ages, or pays the code of that age.
    What to do: choose the code of the age, or tell the patient the price.
    Silent when: the day of birth is unknown, or the plan's own record names ages.
    """
    for line, edit in asked(claim, "age"):
        age = age_on(claim.patient.born_on, line.served_on)
        if age is None or fits(edit, age) or named_by_plan(claim, line.code):
            continue
        yield said(
            line,
            edit,
            f"{line.code} at age {age}.",
            "Choose the code of that age, or tell the patient the price.",
        )


def fits(edit: Edit, age: int) -> bool:
    low = edit.age_min is None or edit.age_min <= age
    return low and (edit.age_max is None or age <= edit.age_max)


def named_by_plan(claim: ClaimFacts, code: str) -> bool:
    """Whether a limit of the plan on the code names ages itself."""
    limits = claim.benefits.limits if claim.benefits else ()
    return any(
        code in codes(one.codes) and (one.age_min is not None or one.age_max is not None)
        for one in limits
    )
