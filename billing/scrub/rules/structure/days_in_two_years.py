from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-10", Severity.INFO, needs="real several_days")
def days_in_two_years(claim: ClaimFacts) -> Spoken:
    """One claim over two calendar years.

    Checks: the years of all days of service on the claim.
    Why it is denied: yearly maximums, deductibles and the code set of the year change in between;
    payers count all under one year, or send the claim back.
    What to do: split the claim at the turn of the year.
    """
    years = sorted({line.served_on.year for line in claim.lines if line.served_on is not None})
    if len(years) > 1:
        yield Said(
            text=f"The claim has services of {years[0]} and {years[-1]}.",
            fix="Split the claim at the turn of the year.",
        )
