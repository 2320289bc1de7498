"""A draft of a narrative from chart facts alone. Pure.

Each sentence stands on a place in a note or on a film; what the chart does not say is asked.
Nothing is filled in, and only the provider makes a narrative out of a draft.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from billing.coding.teeth import quadrant_of
from billing.notes.plots import Slot, key_of, plot_for, sentence_for
from billing.notes.reading import Fact, Reading

CHARACTERS_MAX = 2_000


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The line a narrative is for. `quadrant` is UR, UL, LL or LR where the line has an area."""

    code: str
    tooth: str = ""
    quadrant: str = ""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A note that was read, by its id."""

    id: str
    reading: Reading


class Film(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    kind: str
    made_on: date


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a note, or a film; `quote` is what stands there."""

    source: str
    id: str
    quote: str
    start: int = 0
    end: int = 0


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """Every number, tooth and day in `text` is in one of the quotes."""

    text: str
    stands_on: tuple[Cited, ...]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """To the provider: what the chart does not say, and why the payer wants it."""

    text: str
    why: str


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """`left_out` are sentences for which the route had no room."""

    sentences: tuple[Sentence, ...] = ()
    questions: tuple[Question, ...] = ()
    left_out: tuple[Sentence, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


def draft(
    asked: Asked,
    sources: Sequence[Source],
    films: Sequence[Film] = (),
    *,
    characters_max: int = CHARACTERS_MAX,
) -> Draft:
    """What the notes say for this kind of service, newest note first as they are given.

    `characters_max` is the route's; sentences keep their order and those beyond it are left out.
    A code without a plot gives an empty draft.
    """
    plot = plot_for(asked.code)
    if plot is None:
        return Draft()
    told: list[Sentence] = []
    questions: list[Question] = []
    for slot in plot.slots:
        found = list(_told(asked, slot, sources))
        told += found
        if not found:
            questions.append(Question(text=slot.question, why=slot.why))
    told += [_film(film) for film in films]
    kept, left = _within(_with_tooth(told, asked, sources), characters_max)
    return Draft(sentences=tuple(kept), questions=tuple(questions), left_out=tuple(left))


def _told(asked: Asked, slot: Slot, sources: Sequence[Source]) -> Iterator[Sentence]:
    """Each sentence once, by its words; at most the slot's number."""
    seen: set[str] = set()
    for source in sources:
        for fact in source.reading.facts:
            if len(seen) >= slot.most:
                return
            key = key_of(fact)
            if not slot.takes(key) or not _is_about(asked, fact, source.reading):
                continue
            quote = " ".join(source.reading.quote(fact).split())
            text = sentence_for(key, quote)
            if text not in seen:
                seen.add(text)
                yield Sentence(text=text, stands_on=(_place(source, fact, quote),))


def _is_about(asked: Asked, fact: Fact, reading: Reading) -> bool:
    """Of the line's tooth or quadrant; a fact without teeth only where the note has no other."""
    named = set(fact.teeth) or {tooth.value for tooth in reading.of("tooth")}
    if asked.tooth:
        return named == {asked.tooth} or asked.tooth in fact.teeth
    if asked.quadrant:
        quadrants = {quadrant_of(tooth) for tooth in fact.teeth}
        quadrants = quadrants or {quadrant.value for quadrant in reading.of("quadrant")}
        return quadrants <= {asked.quadrant} or (not fact.teeth and asked.quadrant in quadrants)
    return True


def _with_tooth(
    told: list[Sentence], asked: Asked, sources: Sequence[Source]
) -> Iterator[Sentence]:
    """The first sentence names the tooth, if a note does in the same notation."""
    place = _place_of_tooth(asked.tooth, sources) if told else None
    if place is None:
        yield from told
        return
    first = told[0]
    text = f"Tooth {asked.tooth}. {first.text}"
    yield Sentence(text=text, stands_on=(*first.stands_on, place))
    yield from told[1:]


def _place_of_tooth(tooth: str, sources: Sequence[Source]) -> Cited | None:
    for source in sources:
        for fact in source.reading.stated("tooth"):
            quote = source.reading.quote(fact)
            if tooth and fact.value == tooth and quote.upper() == tooth:
                return _place(source, fact, quote)
    return None


def _place(source: Source, fact: Fact, quote: str) -> Cited:
    return Cited(source="note", id=source.id, quote=quote, start=fact.start, end=fact.end)


def _film(film: Film) -> Sentence:
    kind = film.kind.replace("_", " ")
    cited = Cited(source="film", id=film.id, quote=film.made_on.isoformat())
    return Sentence(text=f"See the {kind} of {film.made_on}.", stands_on=(cited,))


def _within(told: Iterator[Sentence], characters_max: int) -> tuple[list[Sentence], list[Sentence]]:
    kept: list[Sentence] = []
    left: list[Sentence] = []
    room = characters_max + 1
    for sentence in told:
        needs = len(sentence.text) + 1
        fits = needs <= room and not left
        (kept if fits else left).append(sentence)
        room -= needs if fits else 0
    return kept, left
