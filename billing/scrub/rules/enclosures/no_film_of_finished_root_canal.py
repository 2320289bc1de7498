from billing.scrub.catalog import line_rule
from billing.scrub.enclosures import of_kind
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("ENC-07", Severity.INFO, codes="D3310..D3330 D3346..D3348", needs="attached real")
def no_film_of_finished_root_canal(claim: ClaimFacts, line: Line) -> Said | None:
    """Films go with a root canal, and none shows it finished.

    Checks: whether a film is of the day of service or later.
    Why it is denied: many plans want the filled canals to be seen.
    What to do: enclose the film of the finished root canal.
    Silent when: no film is enclosed (ENC-02), or one has no date.
    """
    films = of_kind(claim, "radiograph")
    if not films or line.served_on is None:
        return None
    if any(film.made_on is None or film.made_on >= line.served_on for film in films):
        return None
    return Said(
        text="No film shows the finished root canal.",
        fix="Enclose the film made at the end.",
    )
