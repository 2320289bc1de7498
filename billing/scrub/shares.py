"""What the plan would pay, as far as its shares and amounts are known. Pure.

Fees are the practice's own: what the plan allows may be less, so every sum is an upper bound.
"""

from collections.abc import Iterator

from billing.coding.codes import codes
from billing.coding.facts import facts_of
from billing.eligibility.benefits import Amount, Benefits, Share
from billing.scrub.facts import ClaimFacts


def class_of(code: str) -> str:
    """The service class, "" where nothing is known of the code."""
    facts = facts_of(code)
    return facts.service_class if facts else ""


def share_on(benefits: Benefits, code: str) -> Share | None:
    """The plan's share of a code: one that names it stands above one of its class."""
    of_class = None
    for share in benefits.shares:
        if share.network and benefits.network and share.network != benefits.network:
            continue
        if share.codes and code in codes(share.codes):
            return share
        if share.service_class and share.service_class == class_of(code):
            of_class = of_class or share
    return of_class


def plans_part(benefits: Benefits, code: str, fee_cents: int) -> int | None:
    """The plan's part of a fee in cents, before deductible and maximum; None if unknown."""
    share = share_on(benefits, code)
    return None if share is None else fee_cents * share.plan_percent // 100


def expected_cents(claim: ClaimFacts, benefits: Benefits, service_class: str = "") -> int:
    """The plan's part of all lines of a class, or of any; a line without a known share adds 0."""
    return sum(
        plans_part(benefits, line.code, line.fee_cents) or 0
        for line in claim.lines
        if not service_class or class_of(line.code) == service_class
    )


def maximums(claim: ClaimFacts, benefits: Benefits) -> Iterator[Amount]:
    """Those with a known rest that hold for the network and for some line of the claim."""
    for amount in benefits.amounts:
        if amount.kind == "maximum" and amount.left_cents is not None and holds(amount, claim):
            yield amount


def holds(amount: Amount, claim: ClaimFacts) -> bool:
    network = claim.benefits.network if claim.benefits else ""
    if amount.network and network and amount.network != network:
        return False
    wanted = amount.service_class
    return not wanted or any(class_of(line.code) == wanted for line in claim.lines)
