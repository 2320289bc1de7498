from billing.scrub.catalog import line_rule
from billing.scrub.enclosures import of_kind
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule(
    "ENC-06", Severity.WARN, codes="D2510..D2999 D4210..D4381 D7210..D7251", needs="attached"
)
def only_after_service(claim: ClaimFacts, line: Line) -> Said | None:
    """All radiographs were made after the service.

    Checks: the dates of films against the line's day, for services judged by the state before.
    Why it is denied: a film of the finished work does not show why it was needed.
    What to do: enclose a film from before.
    Silent when: a film is of the day itself or earlier, or has no date.
    """
    films = of_kind(claim, "radiograph")
    if not films or line.served_on is None:
        return None
    if any(film.made_on is None or film.made_on <= line.served_on for film in films):
        return None
    return Said(
        text=f"All films are from after {line.served_on}.",
        fix="Enclose a film from before the service.",
    )
