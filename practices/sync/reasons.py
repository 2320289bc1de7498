"""Why a person did something, in a few words of theirs."""

REASON_CHARACTERS_MIN = 3


class NoReason(ValueError):
    """Stopping, settling and reading anew are explained in a few words."""


def reason_of(text: str) -> str:
    """In one line of at most two hundred characters. Raises NoReason."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text[:1_000]).split())[:200]
    if len(words) < REASON_CHARACTERS_MIN:
        raise NoReason("Say why, in a few words.")
    return words
