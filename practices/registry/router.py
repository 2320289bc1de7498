"""Which tables stand in the public schema and which in every practice's."""

from typing import Any

from django.apps import apps
from django.db import models

from practices.registry.guard import PracticeModel

PUBLIC, PRACTICE = "public", "practice"

# Practice tables whose model is gone but whose migrations remain: (app label, model name).
RETIRED: frozenset[tuple[str, str]] = frozenset()


class PracticeRouter:
    """Django's own `migrate` touches public tables alone; practices are migrated by compiled SQL.

    A RunSQL that belongs into practices says so: `hints={"scope": "practice"}`.
    """

    migrating = PUBLIC

    def allow_migrate(
        self,
        db: str,
        app_label: str,
        model_name: str | None = None,
        **hints: Any,  # noqa: ANN401  # Django's signature
    ) -> bool:
        scope = hints.get("scope") or scope_of(app_label, model_name)
        return bool(scope == PracticeRouter.migrating)


def scope_of(app_label: str, model_name: str | None) -> str:
    if model_name is None:
        return PUBLIC
    if (app_label, model_name) in RETIRED:
        return PRACTICE
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        return PUBLIC
    return PRACTICE if issubclass(model, PracticeModel) else PUBLIC


def practice_models() -> list[type[PracticeModel]]:
    """Every table of a practice, in a stable order."""
    found = [model for model in apps.get_models() if issubclass(model, PracticeModel)]
    return sorted(found, key=lambda model: model._meta.db_table)


def public_models() -> list[type[models.Model]]:
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if not issubclass(model, PracticeModel)]
