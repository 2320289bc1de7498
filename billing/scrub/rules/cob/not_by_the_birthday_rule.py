from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-08", Severity.WARN, needs="others child")
def not_by_the_birthday_rule(claim: ClaimFacts) -> Spoken:
    """A child's plans stand in the wrong order by the parents' birthdays.

    Checks: month and day of birth of both subscribers: the plan of the one whose birthday comes
    first in the year pays first.
    Why it is denied: the payer says that the other plan is first.
    What to do: exchange the two plans, unless a court or another agreement says otherwise.
    Silent when: a birth date is missing, or a state program is one of the plans.
    """
    mine = claim.subscriber.born_on
    if mine is None or claim.payer.is_medicaid:
        return
    for one in claim.others:
        theirs = one.subscriber.born_on
        if one.relationship != "child" or theirs is None or one.payer.is_medicaid:
            continue
        earlier_born = (mine.month, mine.day) < (theirs.month, theirs.day)
        same = (mine.month, mine.day) == (theirs.month, theirs.day)
        if not same and earlier_born != (claim.rank < one.rank):
            yield Said(
                text="By the parents' birthdays, the other plan comes in this plan's place.",
                fix="Exchange the plans, unless a court says otherwise.",
            )
            return
