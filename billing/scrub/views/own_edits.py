"""A group writes an edit, its own form of the product's, or takes either back."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.scrub import actions
from billing.scrub.edits import Edit
from billing.scrub.forms import EditForm, edit_values
from billing.scrub.models import OwnEdit
from billing.scrub.packs import base
from billing.scrub.queries import edits as held
from billing.scrub.views.edits import Payers, asked, payer_asked
from billing.scrub.views.rules import group_of
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest

EMPTY = Edit(id="", kind="same_day_conflict", a="")


@requires(Permission.RUN_RULES)
def new_edit(request: HttpRequest) -> HttpResponse:
    payers = held.payers_of(group_of(request))
    if request.method == "POST":
        return _written(request, "", payers)
    first = edit_values(EMPTY) | {"payer": str(payer_asked(request, payers) or "")}
    return asked(request, EditForm(initial=first, payers=payers), "", None)


@require_POST
@requires(Permission.RUN_RULES)
def writing(request: HttpRequest, edit_id: str) -> HttpResponse:
    """The group's own form of an edit that is there."""
    if all(one.id != edit_id for one in base()) and not _rows(request, edit_id):
        raise Http404
    return _written(request, edit_id, held.payers_of(group_of(request)))


def _written(request: HttpRequest, edit_id: str, payers: Payers) -> HttpResponse:
    form = EditForm(request.POST, payers=payers)
    if not form.is_valid():
        return asked(request, form, edit_id, None, status=422)
    name, now = cast(PracticeRequest, request).user.name, timezone.now()
    actions.write_edit(
        organization=group_of(request), edit=form.edit(edit_id), name=name, now=now, **form.about()
    )
    messages.success(request, "Saved. Claims that have not left are checked by it.")
    return redirect("scrub:edits", group_of(request).public_id)


@require_POST
@requires(Permission.RUN_RULES)
def edit_removal(request: HttpRequest, edit_id: str) -> HttpResponse:
    """What the group wrote for one payer, or for all, is taken back."""
    payer = _uuid(request.POST.get("payer", ""))
    row = next((one for one in _rows(request, edit_id) if one.payer_id == payer), None)
    if row is not None:
        actions.take_edit_back(row, now=timezone.now())
        messages.success(request, "Taken back. Claims that have not left are checked without it.")
    return redirect("scrub:edits", group_of(request).public_id)


def _rows(request: HttpRequest, edit_id: str) -> list[OwnEdit]:
    return list(OwnEdit.objects.filter(organization=group_of(request), edit_id=edit_id))


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
