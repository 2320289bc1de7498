"""Who acts: a person, or a part of the system that acts by itself."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Actor:
    """`key` is what the audit trail keeps: `user:<id>`, `agent:<key>` or `system:<part>`; never a
    name."""

    key: str
    label: str

    @classmethod
    def person(cls, user_id: int, label: str) -> Self:
        return cls(f"user:{user_id}", label)

    @classmethod
    def system(cls, part: str) -> Self:
        return cls(f"system:{part}", part.replace("_", " "))

    @classmethod
    def agent(cls, key_id: str) -> Self:
        """The program at a practice that holds this key."""
        return cls(f"agent:{key_id}", "the agent")

    @property
    def user_id(self) -> int | None:
        kind, _, key = self.key.partition(":")
        return int(key) if kind == "user" else None
