"""Edits of a group: the product's packs with its own laid over, and writing one."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.scrub import actions
from billing.scrub.edit_words import KIND_WORDS
from billing.scrub.edits import Edit
from billing.scrub.forms import EditForm, edit_values
from billing.scrub.models import OwnEdit
from billing.scrub.packs import base
from billing.scrub.queries import edits as held
from billing.scrub.views.rules import group_of
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest

WORDS_MAX = 60
EMPTY = Edit(id="", kind="same_day_conflict", a="")


@requires(Permission.SEE_CLAIMS)
def edits(request: HttpRequest) -> HttpResponse:
    group, payers = group_of(request), held.payers_of(group_of(request))
    payer, kind = _payer(request, payers), request.GET.get("kind", "")
    words = request.GET.get("q", "").replace("\0", "").strip()[:WORDS_MAX]
    kind = kind if kind in KIND_WORDS else ""
    shown = {
        "subjects": held.shown_edits(group, payer, kind=kind, words=words),
        "kinds": KIND_WORDS.items(),
        "asked": {"payer": str(payer or ""), "kind": kind, "words": words},
        **_frame(request, payers),
    }
    return render(request, "scrub/edits.html", shown)


@requires(Permission.SEE_CLAIMS)
def edit(request: HttpRequest, edit_id: str) -> HttpResponse:
    payers = held.payers_of(group_of(request))
    payer = _payer(request, payers)
    found = held.edit_named(group_of(request), edit_id, payer)
    if found is None:
        raise Http404
    first = edit_values(found[0]) | {"payer": str(payer or ""), "is_off": _is_off(found[1])}
    return _asked(request, EditForm(initial=first, payers=payers), edit_id, found[1])


@requires(Permission.RUN_RULES)
def new_edit(request: HttpRequest) -> HttpResponse:
    payers = held.payers_of(group_of(request))
    if request.method == "POST":
        return _written(request, "", payers)
    first = edit_values(EMPTY) | {"payer": str(_payer(request, payers) or "")}
    return _asked(request, EditForm(initial=first, payers=payers), "", None)


@require_POST
@requires(Permission.RUN_RULES)
def writing(request: HttpRequest, edit_id: str) -> HttpResponse:
    """The group's own form of an edit that is there."""
    payers = held.payers_of(group_of(request))
    known = any(one.id == edit_id for one in base())
    if not known and not _rows(request, edit_id):
        raise Http404
    return _written(request, edit_id, payers)


def _written(request: HttpRequest, edit_id: str, payers: list[tuple[str, str]]) -> HttpResponse:
    form = EditForm(request.POST, payers=payers)
    if not form.is_valid():
        return _asked(request, form, edit_id, None, status=422)
    told, group = form.cleaned_data, group_of(request)
    actions.write_edit(
        organization=group,
        payer_id=uuid.UUID(told["payer"]) if told["payer"] else None,
        edit=form.edit(edit_id),
        is_off=told["is_off"] == "off",
        reason=told["reason"],
        name=cast(PracticeRequest, request).user.name,
        now=timezone.now(),
    )
    messages.success(request, "Saved. Claims that have not left are checked by it.")
    return redirect("scrub:edits", group.public_id)


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


def _asked(
    request: HttpRequest, form: EditForm, edit_id: str, own: OwnEdit | None, status: int = 200
) -> HttpResponse:
    frame = _frame(request, [])
    for field in form.fields.values():
        field.disabled = not frame["may_set"]
    product = next((one for one in base() if one.id == edit_id), None)
    shown = {"form": form, "edit_id": edit_id, "own": own, "product": product, **frame}
    return render(request, "scrub/edit.html", shown, status=status)


def _frame(request: HttpRequest, payers: list[tuple[str, str]]) -> dict[str, object]:
    may_set = cast(PracticeRequest, request).access.may(Permission.RUN_RULES)
    return {"group": group_of(request), "payers": payers, "may_set": may_set}


def _payer(request: HttpRequest, payers: list[tuple[str, str]]) -> uuid.UUID | None:
    """The payer asked for, if claims of the group go to it."""
    asked = request.GET.get("payer", "")
    return uuid.UUID(asked) if asked in {pk for pk, _ in payers} else None


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _is_off(row: OwnEdit | None) -> str:
    return "off" if row and row.is_off else ""
