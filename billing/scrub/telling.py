"""Notes with their words marked, and narratives drafted from them, as pages show both. Pure."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from billing.notes.narrative import Asked, Cited, Draft, Question, Source, draft
from billing.notes.plots import plot_for
from billing.notes.reading import Reading
from billing.scrub.chart import quadrant
from billing.scrub.facts import ClaimFacts, Line, Noted

Read = Callable[[str], Reading]
TURNED = {
    "planned": "planned",
    "not": "not done",
    "refused": "refused",
    "if": "only if",
    "quoted": "speaks to a machine",
    "past": "from before",
}


class Piece(NamedTuple):
    """Words of a note. `title` says what was read in them, "" where nothing was; `turn` is "" for
    what was done, else how it is meant; `is_cited` where a draft stands on them."""

    text: str
    title: str = ""
    turn: str = ""
    is_cited: bool = False


class ShownNote(NamedTuple):
    """`place` is where the page has it; `is_named` if a finding stands on it."""

    place: int
    written_on: date | None
    code: str
    pieces: tuple[Piece, ...]
    is_named: bool


class ShownCited(NamedTuple):
    quote: str
    place: int
    written_on: date | None


class ShownSentence(NamedTuple):
    text: str
    stands_on: tuple[ShownCited, ...]


class Drafted(NamedTuple):
    """The draft for one line; `text` is "" where the notes say nothing of it."""

    line: Line
    text: str
    sentences: tuple[ShownSentence, ...]
    questions: tuple[Question, ...]


def drafts_of(facts: ClaimFacts, read: Read) -> list[Draft | None]:
    """By line, in their order; None for a code for which nobody asks a narrative."""
    return [_draft(facts, line, read) for line in facts.lines]


def _draft(facts: ClaimFacts, line: Line, read: Read) -> Draft | None:
    if plot_for(line.code) is None:
        return None
    asked = Asked(code=line.code, tooth=line.tooth, quadrant="" if line.tooth else quadrant(line))
    sources = [Source(id=note.id, reading=read(note.text)) for note in _of_day(facts, line)]
    return draft(asked, sources)


def _of_day(facts: ClaimFacts, line: Line) -> Iterator[Noted]:
    return (
        note
        for note in facts.notes
        if line.served_on and (note.served_on or note.written_on) == line.served_on
    )


def shown_drafts(facts: ClaimFacts, drafts: Sequence[Draft | None]) -> list[Drafted]:
    """As the page has them, each sentence with the words it stands on."""
    places = {note.id: (n, note.written_on) for n, note in enumerate(facts.notes, start=1)}
    return [
        Drafted(line, told.text, tuple(_sentences(told, places)), told.questions)
        for line, told in zip(facts.lines, drafts, strict=True)
        if told is not None
    ]


def _sentences(told: Draft, places: dict[str, tuple[int, date | None]]) -> Iterator[ShownSentence]:
    for one in told.sentences:
        cited = [ShownCited(c.quote, *places[c.id]) for c in one.stands_on if c.id in places]
        yield ShownSentence(one.text, tuple(cited))


def shown_notes(
    facts: ClaimFacts, drafts: Sequence[Draft | None], named: Collection[str], read: Read
) -> list[ShownNote]:
    """In the order of the facts; `named` are ids of notes that findings stand on."""
    cited = [c for told in drafts if told for one in told.sentences for c in one.stands_on]
    return [
        ShownNote(
            number,
            note.served_on or note.written_on,
            note.procedure_code,
            tuple(pieces(read(note.text), [c for c in cited if c.id == note.id])),
            note.id in named,
        )
        for number, note in enumerate(facts.notes, start=1)
    ]


def pieces(reading: Reading, cited: Collection[Cited] = ()) -> Iterator[Piece]:
    """The whole text in order; of facts in one place the first and longest is marked."""
    spans = {(one.start, one.end) for one in cited}
    end = 0
    for fact in sorted(reading.facts, key=lambda fact: (fact.start, -fact.end)):
        if fact.start < end:
            continue
        if fact.start > end:
            yield Piece(reading.text[end : fact.start])
        turn = TURNED.get(fact.status, "")
        title = f"{fact.kind.replace('_', ' ')}: {fact.value.replace('_', ' ')}"
        is_cited = any(a < fact.end and fact.start < b for a, b in spans)
        yield Piece(reading.quote(fact), f"{title}, {turn}" if turn else title, turn, is_cited)
        end = fact.end
    if end < len(reading.text):
        yield Piece(reading.text[end:])
