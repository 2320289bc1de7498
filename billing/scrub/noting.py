"""What rules may know of a note that was read. Pure."""

from collections.abc import Iterator
from datetime import date

from billing.notes.reading import Reading
from billing.scrub.facts import Noted

POCKET_MM = 4
GROUNDS = ("finding", "diagnosis", "structure", "bone_loss", "test", "decay_depth", "furcation")


def noted(
    reading: Reading,
    *,
    id: str = "",  # as the field is called
    written_on: date | None = None,
    served_on: date | None = None,
    procedure_code: str = "",
    is_signed: bool | None = None,
) -> Noted:
    """Only what the note states as done or seen, apart from the three lists of what was not."""
    depths = list(_depths(reading))
    return Noted(
        id=id,
        written_on=written_on,
        served_on=served_on,
        procedure_code=procedure_code,
        is_signed=is_signed,
        is_read=True,
        text=reading.text,
        codes=_values(reading, "code"),
        teeth=_values(reading, "tooth"),
        surfaces=tuple((f.teeth[0], f.value) for f in reading.stated("surface")),
        quadrants=_values(reading, "quadrant"),
        materials=_values(reading, "material"),
        anesthesia=_values(reading, "anesthetic"),
        pocket_mm_max=max(depths, default=None),
        pockets=sum(depth >= POCKET_MM for depth in depths),
        negated=_turned(reading, "not"),
        planned=_turned(reading, "planned"),
        refused=_turned(reading, "refused"),
        services=tuple((f.value, f.teeth) for f in reading.stated("service")),
        films=tuple(_film(f.value) for f in reading.stated("film")),
        steps=_values(reading, "step"),
        findings=tuple(dict.fromkeys(_ground(f.kind, f.value) for f in reading.stated(*GROUNDS))),
        filled=tuple((tooth, f.value) for f in reading.stated("material") for tooth in f.teeth),
        speaks_to_machine=any(True for _ in reading.of("instruction")),
    )


def _values(reading: Reading, kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.value for fact in reading.stated(kind)))


def _turned(reading: Reading, status: str) -> tuple[str, ...]:
    told = (fact.value for fact in reading.of("service", "film") if fact.status == status)
    return tuple(dict.fromkeys(value.split()[0] for value in told))


def _ground(kind: str, value: str) -> str:
    """Findings and diagnoses by their word, measures by their kind."""
    return value if kind in {"finding", "diagnosis"} else kind


def _film(value: str) -> tuple[str, int]:
    kind, _, count = value.partition(" ")
    return kind, int(count or 0)


def _depths(reading: Reading) -> Iterator[int]:
    for fact in reading.stated("probing", "pocket"):
        sites = fact.value if fact.kind == "probing" else fact.value.split("-")
        yield from (int(site) for site in sites)
