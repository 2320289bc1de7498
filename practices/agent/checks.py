"""What a doctor says of one thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """`todo` says what a person can do; "" where all is well."""

    name: str
    well: bool
    text: str
    todo: str = ""


def to_complete(waiting: Mapping[str, tuple[str, ...]]) -> Iterator[Check]:
    """Feeds of a mapping that stand open, with what is missing."""
    for name, places in waiting.items():
        yield Check(
            name[:64], False, f"To be completed: {', '.join(places)}."[:200],
            "Nothing of it is read. Complete the mapping or take it out, and have it signed.",
        )  # fmt: skip
