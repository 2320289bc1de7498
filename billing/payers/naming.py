"""What a practice calls a payer, and what we call it. Pure."""

import re
from dataclasses import dataclass

# Payer codes that stand for "on paper" or "none" in practice systems, and so for many payers.
NO_CODES = frozenset({"", "0", "00000", "06126", "99999"})
PUBLIC_ID_CHARACTERS_MAX = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A carrier by name, and by the code its electronic claims go to; either may be empty."""

    name: str
    code: str


def public_id_of(named: Named) -> str:
    """By its code, which every practice knows alike; by its name where it has none."""
    code = named.code.strip()
    said = named.name if code in NO_CODES else code
    words = re.sub(r"[^a-z0-9]+", "-", said.lower()).strip("-") or "unnamed"
    kind = "name" if code in NO_CODES else "code"
    return f"{kind}-{words}"[:PUBLIC_ID_CHARACTERS_MAX]
