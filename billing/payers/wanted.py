"""What a payer wants with which codes, as people write it: one line each. Pure."""

from collections.abc import Iterable, Sequence

from billing.coding.codes import codes

LINES_MAX = 60
KINDS = (
    "radiograph", "pa", "bitewing", "full_series", "pano", "cone_beam", "photo", "perio_chart",
    "narrative", "report", "operative_note", "treatment_plan",
)  # fmt: skip


class NotWanted(ValueError):
    """A line that cannot be read; the message names the line and what is wrong with it."""


def pairs_of(text: str, kinds: Sequence[str] = KINDS) -> list[list[str]]:
    """Lines such as `D2740 D2750..D2752: radiograph` as pairs of codes and kind.

    Raises NotWanted.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > LINES_MAX:
        raise NotWanted(f"{len(lines)} lines; at most {LINES_MAX}.")
    return [_pair(place, line, kinds) for place, line in enumerate(lines, start=1)]


def _pair(place: int, line: str, kinds: Sequence[str]) -> list[str]:
    written, colon, kind = (part.strip() for part in line.partition(":"))
    kind = kind.lower().replace(" ", "_")
    if not colon or not written:
        raise NotWanted(f"Line {place}: write codes, a colon, and what is wanted.")
    if kind not in kinds:
        raise NotWanted(f"Line {place}: {kind or 'nothing'!r} is none of {', '.join(kinds)}.")
    try:
        codes(written)
    except ValueError as error:
        raise NotWanted(f"Line {place}: {error}.") from error
    return [written, kind]


def text_of(pairs: Iterable[Sequence[str]]) -> str:
    """The lines that `pairs_of` reads."""
    return "\n".join(f"{written}: {kind}" for written, kind in pairs)
