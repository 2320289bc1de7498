"""How the columns of a source table differ from those a person last agreed to. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TYPE = re.compile(r"([a-z]+)(?:\((\d+)(?:,(\d+))?\))?( unsigned)?")
LADDERS = (
    ("tinyint", "smallint", "mediumint", "int", "bigint"),
    ("char", "varchar", "tinytext", "text", "mediumtext", "longtext"),
    ("tinyblob", "blob", "mediumblob", "longblob"),
    ("float", "double"),
)
"""Kinds that hold each other's values, the narrowest first."""
ROOM = {"tinytext": 2**8, "text": 2**16, "mediumtext": 2**24, "longtext": 2**32}


@dataclass(frozen=True, slots=True)
class Drift:
    """`stops`: what forbids to go on with the table. `remarks`: what a person should know."""

    stops: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def drift(listed: Sequence[str], known: Mapping[str, str], found: Mapping[str, str]) -> Drift:
    """`listed` are the columns we read, `known` and `found` columns with their types.

    A column we read that is gone, or holds less than it did, stops the table: what we would read
    is no longer what was meant. Anything else is told and goes on. Without `found` nothing is.
    """
    if not found:
        return Drift()
    seen = {name.lower(): kind.lower() for name, kind in found.items()}
    before = {name.lower(): kind.lower() for name, kind in known.items()}
    stops: list[str] = []
    remarks: list[str] = []
    for name in listed:
        now, was = seen.get(name.lower()), before.get(name.lower())
        if now is None:
            stops.append(f"Column {name} is missing.")
        elif was is not None and now != was:
            narrower = not _holds(now, was)
            told = f"Column {name} was {was} and is {now}."
            (stops if narrower else remarks).append(told)
    if before:
        fresh = [name for name in found if name.lower() not in before]
        remarks += [f"Column {name} is new and not read." for name in fresh]
    return Drift(tuple(stops), tuple(remarks))


def _holds(now: str, was: str) -> bool:
    """Whether every value of the one type is a value of the other, and means the same."""
    new, old = TYPE.fullmatch(now), TYPE.fullmatch(was)
    if new is None or old is None:
        return False
    if new[4] != old[4]:
        return False
    ladder = next((ladder for ladder in LADDERS if {new[1], old[1]} <= set(ladder)), None)
    if ladder is None:
        return new[1] == old[1] and _room(new) >= _room(old) and _scale(new) >= _scale(old)
    if "int" in old[1]:  # the number behind an integer is how wide it is shown
        return ladder.index(new[1]) >= ladder.index(old[1])
    return ladder.index(new[1]) >= ladder.index(old[1]) and _room(new) >= _room(old)


def _room(kind: re.Match[str]) -> int:
    return int(kind[2] or ROOM.get(kind[1], 0))


def _scale(kind: re.Match[str]) -> int:
    return int(kind[3] or 0)
