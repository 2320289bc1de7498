"""What a doctor says of one thing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """`todo` says what a person can do; "" where all is well."""

    name: str
    well: bool
    text: str
    todo: str = ""
