from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import notes_on, on_notes

FILMS = {
    "D0220": ("pa", 1),
    "D0230": ("pa", 1),
    "D0270": ("bitewing", 1),
    "D0272": ("bitewing", 2),
    "D0273": ("bitewing", 3),
    "D0274": ("bitewing", 4),
    "D0277": ("bitewing", 7),
}
BILLED = codes("D0220 D0230 D0270..D0277")


@rule("NOTE-09", Severity.WARN, needs="notes")
def fewer_films_noted(claim: ClaimFacts) -> Spoken:
    """More films are claimed than the note counts.

    Checks: periapical films and bitewings claimed for a day against the number the notes tell.
    Why it is denied: each film is paid for, and the files can be counted.
    What to do: count the films in the chart and bill that number.
    Silent when: the note tells no number.
    """
    claimed: dict[str, int] = {}
    lines = list(claim.lines_of(BILLED))
    for line in lines:
        kind, count = FILMS.get(line.code, ("", 0))
        claimed[kind] = claimed.get(kind, 0) + count * line.quantity
    for kind in sorted(claimed.keys() - {""}):
        line = next(one for one in lines if FILMS.get(one.code, ("",))[0] == kind)
        notes = notes_on(claim, line)
        noted = sum(count for note in notes for film, count in note.films if film == kind)
        if 0 < noted < claimed[kind]:
            yield Said(
                line=line.number,
                text=f"{claimed[kind]} films are claimed, the note counts {noted}.",
                fix="Bill the films that are in the chart.",
                stands_on=on_notes(notes),
            )
