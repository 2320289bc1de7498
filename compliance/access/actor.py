"""Who acts: a person, or a part of the system that acts by itself."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Actor:
    """`key` is what the audit trail keeps: `user:<id>` or `system:<part>`; never a name."""

    key: str
    label: str

    @classmethod
    def person(cls, user_id: int, label: str) -> Self:
        return cls(f"user:{user_id}", label)

    @classmethod
    def system(cls, part: str) -> Self:
        return cls(f"system:{part}", part.replace("_", " "))

    @property
    def user_id(self) -> int | None:
        kind, _, key = self.key.partition(":")
        return int(key) if kind == "user" else None
