"""The words of `cues.toml`, ready to be found. Pure."""

import tomllib
from functools import cache
from importlib import resources

from billing.notes.phrases import Phrases


@cache
def cues() -> Phrases:
    """Each by its direction and what it turns to: `forward not`."""
    return Phrases(
        {
            f"{direction} {status}": phrases
            for direction, table in _told().items()
            if direction != "header"
            for status, phrases in table.items()
        },
        is_exact=True,
    )


@cache
def headers() -> Phrases:
    """Words before a colon at the begin of a line, by what they turn to."""
    return Phrases(_told()["header"], is_exact=True)


def _told() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files("billing.notes").joinpath("cues.toml").read_text())
