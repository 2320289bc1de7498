from billing.scrub.catalog import line_rule
from billing.scrub.enclosures import of_kind
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity

WHOLE = ("full_series", "pano", "cone_beam")


@line_rule("ENC-08", Severity.WARN, codes="D2510..D3999 D5211..D7999", needs="attached")
def tooth_not_in_view(claim: ClaimFacts, line: Line) -> Said | None:
    """No film enclosed shows the tooth of the line.

    Checks: the teeth each film is said to show.
    Why it is denied: the reviewer sees another tooth.
    What to do: enclose the film that shows it, or correct the film's teeth.
    Silent when: a film has no teeth noted, or is of the whole mouth.
    """
    films = of_kind(claim, "radiograph")
    if not line.tooth or not films:
        return None
    if any(not film.teeth or film.kind in WHOLE or line.tooth in film.teeth for film in films):
        return None
    return Said(
        text=f"No film shows tooth {line.tooth}.",
        fix="Enclose the film that does.",
        stands_on=(("tooth", line.tooth),),
    )
