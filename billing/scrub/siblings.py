"""Lines of other claims beside a line of this one. Pure."""

from billing.scrub.facts import ClaimFacts, Line, Sibling

WITH_PAYER = frozenset({"sent", "answered", "closed"})


def is_same_service(claim: ClaimFacts, line: Line, other: Sibling) -> bool:
    """The same code in the same place on the same day, to the same payer."""
    return other.served_on == line.served_on and is_same_area(claim, line, other)


def is_same_area(claim: ClaimFacts, line: Line, other: Sibling) -> bool:
    """The same code in the same tooth, surfaces and area, to the same payer; on whatever day."""
    return (
        other.code == line.code
        and other.tooth == line.tooth
        and other.area == line.area
        and set(other.surfaces) == set(line.surfaces)
        and other.payer_id == claim.payer.id
    )
