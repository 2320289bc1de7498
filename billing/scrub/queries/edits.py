"""Edits as a group's page shows them: the product's by subject, the group's own laid over."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from billing.payers.models import Payer, PayerUse
from billing.scrub.edit_words import KIND_WORDS, SUBJECTS, dates_of, window_of
from billing.scrub.edits import Edit
from billing.scrub.models import OwnEdit
from billing.scrub.packs import base, by_subject
from billing.scrub.queries.packs import edit_of
from practices.registry.models import Organization

OWN = "Your own"
PAYERS_OFFERED_MAX = 500


@dataclass(frozen=True, slots=True)
class ShownEdit:
    """One edit as it stands; `own` is the group's row above the product's, if there is one."""

    edit: Edit
    own: OwnEdit | None
    is_ours: bool

    @property
    def kind(self) -> str:
        return KIND_WORDS[self.edit.kind]

    @property
    def window(self) -> str:
        return window_of(self.edit)

    @property
    def dates(self) -> str:
        return dates_of(self.edit)

    @property
    def stand(self) -> str:
        if self.own is None:
            return "product"
        return "off" if self.own.is_off else "own" if self.is_ours else "changed"


def shown_edits(
    organization: Organization, payer_id: uuid.UUID | None, *, kind: str = "", words: str = ""
) -> dict[str, list[ShownEdit]]:
    """By subject, as they stand for one payer; without one, payers' own stand beside the others."""
    own = list(_own(organization, payer_id))
    found: dict[str, list[ShownEdit]] = {}
    for name in sorted(by_subject(), key=[*SUBJECTS].index):
        edits = by_subject()[name]
        over = (one for edit in edits for one in _over(edit, own, payer_id))
        found[SUBJECTS[name]] = list(over)
    known = {edit.id for edit in base()}
    alone = [row for row in own if row.edit_id not in known]
    held = {OWN: [ShownEdit(edit_of(row), row, True) for row in _heaviest(alone, payer_id)]}
    fit = {
        name: [o for o in rows if _fits(o, kind, words)] for name, rows in (held | found).items()
    }
    return {name: rows for name, rows in fit.items() if rows}


def of_kind(organization: Organization, kind: str) -> list[ShownEdit]:
    """All of one kind, as they stand for all payers and for each that has its own."""
    return [one for held in shown_edits(organization, None, kind=kind).values() for one in held]


def _own(organization: Organization, payer_id: uuid.UUID | None) -> Iterable[OwnEdit]:
    """What the whole group wrote comes first, so that a payer's own stands above it."""
    rows = OwnEdit.objects.filter(organization=organization).select_related("payer")
    fit = [row for row in rows if payer_id is None or row.payer_id in {None, payer_id}]
    return sorted(fit, key=lambda row: (row.payer_id is not None, row.edit_id, row.pk))


def _over(edit: Edit, own: list[OwnEdit], payer_id: uuid.UUID | None) -> Iterator[ShownEdit]:
    rows = _heaviest([row for row in own if row.edit_id == edit.id], payer_id)
    if all(row.payer_id is not None for row in rows) and (payer_id is None or not rows):
        yield ShownEdit(edit, None, False)
    for row in rows:
        yield ShownEdit(edit_of(row), row, False)


def _heaviest(rows: list[OwnEdit], payer_id: uuid.UUID | None) -> list[OwnEdit]:
    """For one payer the last row of each edit counts; without a payer all are told."""
    return list({row.edit_id: row for row in rows}.values()) if payer_id else rows


def _fits(one: ShownEdit, kind: str, words: str) -> bool:
    text = f"{one.edit.id} {one.edit.a} {one.edit.b} {one.edit.says}".lower()
    return (not kind or one.edit.kind == kind) and words.lower() in text


def edit_named(
    organization: Organization, edit_id: str, payer_id: uuid.UUID | None
) -> tuple[Edit, OwnEdit | None] | None:
    """As it stands for one payer or for all, with the row written for exactly them, if any."""
    rows = {row.payer_id: row for row in _own(organization, payer_id) if row.edit_id == edit_id}
    row = rows.get(payer_id) or rows.get(None)
    product = next((edit for edit in base() if edit.id == edit_id), None)
    edit = edit_of(row) if row else product
    return (edit, rows.get(payer_id)) if edit else None


def payers_of(organization: Organization) -> list[tuple[str, str]]:
    """Payers that claims of the group go to, as choices."""
    met = PayerUse.objects.filter(practice__organization=organization).values("payer")
    rows = Payer.objects.filter(pk__in=met).order_by("name", "pk")[:PAYERS_OFFERED_MAX]
    return [(str(row.pk), row.name) for row in rows]
