"""What a practice's rows are made of: instances and querysets that remember their practice.

The database refuses a foreign schema; it cannot know that an object in memory came from another
practice. These classes do: using them elsewhere raises CrossedPractices.
"""

import uuid
from collections.abc import Collection, Iterable
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from compliance.access import context
from practices.registry.ids import new_id


class CrossedPractices(RuntimeError):
    """A row or queryset of one practice was used while standing in another."""


M = TypeVar("M", bound="PracticeModel")


class GuardedQuerySet(models.QuerySet[M]):
    """Belongs to the practice it was first used in. Every way to the database asks for `db`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's signature
        super().__init__(*args, **kwargs)
        place = context.practice_or_none()
        self._place_id: uuid.UUID | None = place.id if place else None

    @property
    def db(self) -> str:
        here = context.practice().id
        hints: dict[str, object] = getattr(self, "_hints", {})
        owner = hints.get("instance")  # a related manager names its row
        of_owner = getattr(owner, "_place_id", None)
        self._place_id = self._place_id or of_owner or here
        if self._place_id != here or (of_owner and of_owner != here):
            raise CrossedPractices(f"A queryset of {self.model.__name__} left its practice.")
        return super().db

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # Django's own hook, not in the stubs
        clone._place_id = self._place_id or clone._place_id
        return clone

    def _fetch_all(self) -> None:
        if self._result_cache is not None:  # Django keeps the rows it read here
            _ = self.db  # rows already read may not be shown in another practice either
        super()._fetch_all()


class PracticeModel(models.Model):
    """A row of a practice: UUIDv7 key, stays in its practice, unusable anywhere else."""

    append_only: ClassVar[bool] = False
    # False for rows that come by the thousand in a deed which leaves an event of its own.
    watched: ClassVar[bool] = True
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def from_db(
        cls,
        db: str | None,
        field_names: Collection[str],
        values: Collection[Any],
        *,
        fetch_mode: Any = None,  # noqa: ANN401  # Django's own type, absent from its stubs
    ) -> Self:
        row = super().from_db(db, field_names, values, fetch_mode=fetch_mode)
        row._place_id = context.practice().id
        return row

    def save_base(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's signature
        self._stay()
        super().save_base(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:  # noqa: ANN401  # as above
        self._stay()
        return super().delete(*args, **kwargs)

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Self] | None = None,
    ) -> None:
        self._stay()
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)

    _place_id: uuid.UUID | None = None

    def _stay(self) -> None:
        here = context.practice().id
        if self._place_id is None:
            self._place_id = here
        elif self._place_id != here:
            raise CrossedPractices(f"A {type(self).__name__} left its practice.")
