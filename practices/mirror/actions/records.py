"""Records are laid as their source rows say; what left the source is retired, never deleted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

from practices.mirror.actions.claimed import named_in, note_claimed, procedures_of
from practices.mirror.models import InsuranceClaim, InsuranceLine, Procedure
from practices.registry import bulk
from practices.registry.bulk import Upserted
from practices.registry.guard import PracticeModel
from practices.registry.ids import new_id

Fields = Mapping[str, Any]


def lay(record: str, rows: Sequence[Fields], *, was_there: bool = False) -> Upserted:
    """Records by the name of their model, as JSON values; equal ones are not touched.

    Keys stand once. A claim that changed, or a line of which did, is fresh for `billing.claims`;
    `was_there` says of new ones that they stood at the practice before we came.
    """
    model = _model(record)
    is_line = model is InsuranceLine
    before = _claims_of(rows) if is_line else set()
    named = procedures_of([row["source_key"] for row in rows]) if is_line else set()
    is_claim = model is InsuranceClaim
    always, own = ({"is_fresh": True}, {"was_there": was_there}) if is_claim else ({}, {})
    told = [{**_whole(model, row), **own} for row in rows]
    only_new = ("id", "was_there")
    laid = bulk.upsert(model, told, key="source_key", only_new=only_new, always=always)
    if is_line:
        changed = {*laid.new, *laid.changed}
        written = [row for row in rows if row["source_key"] in changed]
        _freshen(before | {row["claim_key"] for row in written})
        note_claimed(named_in(written) | (named if laid.changed else set()))
    if model is Procedure:
        note_claimed(laid.new)
    return laid


def retire(record: str, keys: Sequence[str], *, now: datetime) -> int:
    """These are gone at the source, or are no longer such a record."""
    model = _model(record)
    there: models.QuerySet[Any] = model._default_manager.filter(source_key__in=keys, gone_at=None)
    if model is InsuranceLine:
        _freshen(set(there.values_list("claim_id", flat=True)))
    more = {"is_fresh": True} if model is InsuranceClaim else {}
    count = int(there.update(gone_at=now, **more))
    if model is InsuranceLine:
        note_claimed(procedures_of(keys))
    return count


def _model(record: str) -> Any:  # noqa: ANN401  # a model of the mirror, each with fields of its own
    model = apps.get_model("mirror", record)
    assert issubclass(model, PracticeModel)
    return model


def _whole(model: type[PracticeModel], row: Fields) -> Fields:
    """With an id of our own where the model has one."""
    own = {} if model._meta.pk.attname == "source_key" else {"id": new_id()}
    return {**own, **row, "gone_at": None}


def _claims_of(rows: Sequence[Fields]) -> set[str | None]:
    """A line that moves to another claim changes both."""
    keys = [row["source_key"] for row in rows]
    lines = InsuranceLine.objects.filter(source_key__in=keys)
    moved = {row["source_key"]: row["claim_key"] for row in rows}
    told = lines.values_list("source_key", "claim_id")
    return {claim for key, claim in told if claim != moved[key]}


def _freshen(claims: set[str | None]) -> None:
    keys = sorted(filter(None, claims))
    InsuranceClaim.objects.filter(source_key__in=keys, is_fresh=False).update(is_fresh=True)


def looked_at(keys: Sequence[str]) -> None:
    """`billing.claims` has followed these claims."""
    InsuranceClaim.objects.filter(source_key__in=keys, is_fresh=True).update(is_fresh=False)
