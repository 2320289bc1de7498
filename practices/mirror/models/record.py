"""What all records of a practice's own system have in common."""

from typing import Any

from django.db import models

from practices.registry.guard import PracticeModel


class Record(PracticeModel):
    """One record in words that every practice system shares, made from its source row.

    It is known by the practice system's own key. A record that is gone at the source stays, with
    the moment from which it was known to be gone.
    """

    watched = False  # its source row's batch leaves the event
    id = None  # type: ignore[assignment]  # the key of the source is the key
    source_key = models.CharField(max_length=40, primary_key=True)
    gone_at = models.DateTimeField(null=True)

    class Meta(PracticeModel.Meta):
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.source_key}"


def linked(to: str, column: str) -> Any:  # noqa: ANN401  # Django's own field
    """A link by the source's key, which may come before what it names: no constraint holds it.

    Nor an index: Django would make two of them; a model names those it is asked by.
    """
    return models.ForeignKey(
        f"mirror.{to}",
        models.DO_NOTHING,
        to_field="source_key",
        db_constraint=False,
        db_column=column,
        db_index=False,
        null=True,
        related_name="+",
    )
