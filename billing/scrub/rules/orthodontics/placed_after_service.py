from billing.coding.facts import WITH_APPLIANCE
from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ORTH-05", Severity.HOLD, needs="orthodontics real")
def placed_after_service(claim: ClaimFacts) -> Spoken:
    """The appliance was placed after the service.

    Checks: the day of placement against the last orthodontic service on the claim.
    Why it is denied: treatment cannot be paid before the appliance is in.
    What to do: correct the day of placement or of service.
    """
    placed_on = claim.orthodontics.placed_on if claim.orthodontics else None
    days = [one.served_on for one in claim.lines_of(WITH_APPLIANCE) if one.served_on]
    if placed_on is not None and days and placed_on > max(days):
        yield Said(
            text="The appliance is dated after the service.",
            fix="Correct the day of placement or of service.",
        )
