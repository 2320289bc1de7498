"""Columns that a practice's system may leave untold: the database knows their empty value."""

from typing import Any

from django.db import models


def words(most: int) -> Any:  # noqa: ANN401  # Django's own field
    """Text of at most so many characters, "" where nothing was told."""
    return models.CharField(max_length=most, blank=True, default="", db_default="")


def text() -> Any:  # noqa: ANN401  # Django's own field
    return models.TextField(blank=True, default="", db_default="")


def flag(*, told: bool) -> Any:  # noqa: ANN401  # Django's own field
    """`told` is what counts where nothing was told."""
    return models.BooleanField(default=told, db_default=told)


def small(told: int = 0) -> Any:  # noqa: ANN401  # Django's own field
    return models.PositiveSmallIntegerField(default=told, db_default=told)
