"""Notes with what a person reads in them, and how well the rules read the same."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from billing.notes.extract import extract
from billing.notes.reading import Reading

FOLDER = Path(__file__).parent / "labelled"
PLACES = {"tooth", "surface", "quadrant", "arch", "area", "date", "time", "who"}
PLAIN = PLACES | {"percent", "epinephrine", "carpules", "probing", "furcation", "mobility", "test"}


class Score(NamedTuple):
    right: int
    read: int
    labelled: int

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0


def notes() -> Iterator[dict[str, Any]]:
    for file in sorted(FOLDER.glob("*.toml")):
        yield from tomllib.loads(file.read_text())["notes"]


def wanted(told: str) -> Counter[str]:
    """`tooth 3, 4; crown!planned` as one word for each fact, its kind first; doubles count once."""
    kinds = (part.split(maxsplit=1) for part in told.split(";") if part.strip())
    return Counter(
        {
            f"{kind} {'_'.join(value.split())}": 1
            for kind, all_ in kinds
            for value in all_.split(",")
        }
    )


def read(reading: Reading) -> Counter[str]:
    told = Counter[str]()
    for fact in reading.facts:
        value = "_".join(fact.value.split())
        if fact.kind == "film":
            value = value.replace("_", "*") if fact.value[-1].isdigit() else value
        if fact.kind == "surface":
            value = f"{fact.teeth[0]}_{fact.value}"
        is_turned = fact.status != "done" and fact.kind not in PLAIN
        told[f"{fact.kind} {value}{f'!{fact.status}' if is_turned else ''}"] = 1
    return told


def score() -> tuple[dict[str, Score], list[tuple[str, list[str], list[str]]]]:
    """By kind, and what was missed and what was made up, note by note."""
    right, found, labelled = Counter[str](), Counter[str](), Counter[str]()
    wrong = []
    for note in notes():
        want, got = wanted(note["facts"]), read(extract(note["text"], iso=note.get("iso", False)))
        for counted, facts in ((right, want & got), (found, got), (labelled, want)):
            counted.update(kind for fact in facts for kind in _kinds(fact))
        if want != got:
            wrong.append((note["text"], sorted(want - got), sorted(got - want)))
    kinds = sorted(found.keys() | labelled.keys())
    return {kind: Score(right[kind], found[kind], labelled[kind]) for kind in kinds}, wrong


def _kinds(fact: str) -> Iterator[str]:
    yield fact.split()[0]
    if "!" in fact:
        yield "turned"
