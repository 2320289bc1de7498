from datetime import date

from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.enclosures import of_kind
from billing.scrub.facts import Attached, ClaimFacts
from billing.scrub.finding import Said, Severity
from practices.days import add_months

MONTHS = {"full_series": 36, "pano": 36, "cone_beam": 36}
MONTHS_MAX = 12
ASKED = codes("D2510..D2999 D3310..D3999 D4210..D4381 D5110..D6999 D7210..D7999")


@rule("ENC-05", Severity.WARN, needs="attached")
def radiograph_too_old(claim: ClaimFacts) -> Spoken:
    """No radiograph of those enclosed is recent enough.

    Checks: the age of each on the first day of service: 36 months for a full series or panoramic
    film, 12 for others.
    Why it is denied: an old film does not show why the service was needed now.
    What to do: enclose a newer film.
    Silent when: one is recent, one has no date, or no line is judged by films.
    """
    films = of_kind(claim, "radiograph")
    days = [line.served_on for line in claim.lines_of(ASKED) if line.served_on]
    if not films or not days:
        return
    first = min(days)
    if any(_is_recent(film, first) for film in films):
        return
    yield Said(
        text=f"No radiograph is recent enough for {first}.",
        fix="Enclose a newer film.",
    )


def _is_recent(film: Attached, served_on: date) -> bool:
    if film.made_on is None:
        return True
    return add_months(film.made_on, MONTHS.get(film.kind, MONTHS_MAX)) >= served_on
