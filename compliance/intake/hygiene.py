"""Names that came with a file, made safe to keep and to show. Pure."""

import unicodedata

NAME_CHARACTERS_MAX = 100
NAMELESS = "unnamed"


def safe_name(name: str) -> str:
    """The last part of a path, without control, format and bidi characters, cut to length."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    return kept[:NAME_CHARACTERS_MAX] or NAMELESS
