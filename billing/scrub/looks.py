"""One look at a claim for what several rules would each look for; they then say what it is. Pure.

A look may be true where no rule speaks, never false where one would.
"""

from datetime import date

from billing.scrub.facts import ClaimFacts


def has_several_days(claim: ClaimFacts) -> bool:
    first: date | None = None
    for line in claim.lines:
        if first is not None and line.served_on is not None and line.served_on != first:
            return True
        first = first or line.served_on
    return False


def has_odd_lines(claim: ClaimFacts) -> bool:
    """Whether a day, fee or quantity is other than on nearly every line."""
    for line in claim.lines:
        day = line.served_on
        if day is None or day > claim.today or line.fee_cents <= 0 or line.quantity != 1:
            return True
    return False


def has_unusual_fees(claim: ClaimFacts) -> bool:
    """Whether a fee is not the usual one, where that is known."""
    for line in claim.lines:
        usual = line.usual_fee_cents
        if usual and usual * line.quantity != line.fee_cents:
            return True
    return False


def has_repeated_codes(claim: ClaimFacts) -> bool:
    lines = claim.lines
    return len(lines) > 1 and len({line.code for line in lines}) < len(lines)


def has_odd_births(claim: ClaimFacts) -> bool:
    """Whether a birth date is past today, over 120 years back, or not one person's for self."""
    mine, theirs = claim.patient.born_on, claim.subscriber.born_on
    oldest = claim.today.year - 120
    for born in (mine, theirs):
        if born is not None and (born > claim.today or born.year <= oldest):
            return True
    for line in claim.lines:
        if mine is not None and line.served_on is not None and line.served_on < mine:
            return True
    return claim.relationship == "self" and mine != theirs


def is_outside_cover(claim: ClaimFacts) -> bool:
    """Whether the payer says no, or a day is out of what it named; each rule says which."""
    plan = claim.benefits
    if plan is None:
        return False
    if plan.is_active is False:
        return True
    begins, ends, expires = plan.begins_on, plan.ends_on, plan.expires_on
    for line in claim.lines:
        day = line.served_on
        if day is None:
            continue
        if (begins and day < begins) or (ends and day > ends) or (expires and day > expires):
            return True
    return False
