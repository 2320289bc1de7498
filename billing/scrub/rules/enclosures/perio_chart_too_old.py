from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.enclosures import of_kind
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from practices.days import add_months

MONTHS_MAX = 12
PERIO = codes("D4210..D4381 D4910")


@rule("ENC-04", Severity.WARN, needs="attached")
def perio_chart_too_old(claim: ClaimFacts) -> Spoken:
    """The newest perio chart is older than a year.

    Checks: the newest perio chart enclosed against the first periodontal service.
    Why it is denied: reviewers want depths of the last twelve months.
    What to do: enclose a newer chart.
    Silent when: a chart has no date (ENC-10 asks for it), or no line needs one.
    """
    charts = of_kind(claim, "perio_chart")
    days = [line.served_on for line in claim.lines_of(PERIO) if line.served_on]
    if not charts or not days or any(chart.made_on is None for chart in charts):
        return
    newest = max(chart.made_on for chart in charts if chart.made_on)
    if add_months(newest, MONTHS_MAX) < min(days):
        yield Said(
            text=f"The perio chart is of {newest}, over {MONTHS_MAX} months before the service.",
            fix="Enclose a newer chart.",
        )
