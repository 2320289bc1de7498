"""Chance that falls the same way on every run. Pure."""

import random

SEED = 20261123


def dice(*words: object) -> random.Random:
    """A source of its own for each subject, so that more of one changes nothing of another."""
    return random.Random(":".join(map(str, (SEED, *words))))  # noqa: S311  # demo data, no secret
