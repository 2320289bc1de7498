"""Versions of a practice system's program, and the range a mapping is meant for. Pure."""


def parsed(text: str) -> tuple[int, ...]:
    """`7.6.1` as numbers. Raises ValueError for what is none."""
    parts = text.split(".")
    if len(parts) > 4 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"{text} is no version.")
    return tuple(int(part) for part in parts)


def is_within(version: tuple[int, ...], oldest: str, newest: str) -> bool:
    """Both ends belong to it, with all that follows the newest: 7.9 is within 6.2 to 7."""
    low, high = parsed(oldest), parsed(newest)
    return low <= version and version[: len(high)] <= high
