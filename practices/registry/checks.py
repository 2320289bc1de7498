"""What must hold of the tables as a whole; `manage.py check` refuses to go on without it."""

from typing import Any

from django.core.checks import Error, register

from practices.registry.router import practice_models, public_models


@register()
def no_name_twice(**_: Any) -> list[Error]:  # noqa: ANN401  # Django's signature
    """A table name in both schemas would let a forgotten practice fall through to public."""
    public = {model._meta.db_table for model in public_models()}
    return [
        Error(f"Table {model._meta.db_table} exists in public and in practices.", id="registry.E1")
        for model in practice_models()
        if model._meta.db_table in public
    ]


@register()
def keys_stay_inside(**_: Any) -> list[Error]:  # noqa: ANN401  # Django's signature
    """No foreign key leaves a practice, but to reference tables that practices may read."""
    inside = set(practice_models())
    return [
        Error(f"{model.__name__}.{field.name} leaves the practice.", id="registry.E2")
        for model in practice_models()
        for field in model._meta.concrete_fields
        if field.related_model is not None
        and field.related_model not in inside
        and not getattr(field.related_model, "is_reference", False)
    ]
