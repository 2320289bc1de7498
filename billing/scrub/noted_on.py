"""Notes that speak of a line, and what they say of it. Pure."""

from collections.abc import Iterator

from billing.notes.services import words_for
from billing.scrub.facts import ClaimFacts, Line, Noted


def notes_on(claim: ClaimFacts, line: Line) -> list[Noted]:
    """Notes somebody read that are of the line's day; one for another code is not of this line."""
    return [
        note
        for note in claim.notes
        if note.is_read
        and line.served_on is not None
        and (note.served_on or note.written_on) == line.served_on
        and note.procedure_code in {"", line.code}
    ]


def teeth_of(note: Noted, code: str) -> set[str]:
    """Teeth on which the note says that a service of this code was done."""
    names = words_for(code)
    return {tooth for service, teeth in note.services if service in names for tooth in teeth}


def was_done(notes: list[Noted], names: frozenset[str]) -> bool:
    return any(service in names for note in notes for service, _ in note.services)


def findings_of(notes: list[Noted]) -> set[str]:
    return {finding for note in notes for finding in note.findings}


def steps_of(notes: list[Noted]) -> set[str]:
    return {step for note in notes for step in note.steps}


def on_notes(notes: list[Noted]) -> tuple[tuple[str, str], ...]:
    """What a finding stands on."""
    return tuple(_named(notes))


def _named(notes: list[Noted]) -> Iterator[tuple[str, str]]:
    return (("note", note.id) for note in notes if note.id)
