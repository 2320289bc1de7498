"""Edits of a group: the product's packs with its own laid over, and one of them in its form."""

import uuid
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from billing.scrub.edit_words import KIND_WORDS
from billing.scrub.forms import EditForm, edit_values
from billing.scrub.models import OwnEdit
from billing.scrub.packs import base
from billing.scrub.queries import edits as held
from billing.scrub.views.rules import group_of
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest

WORDS_MAX = 60
Payers = list[tuple[str, str]]


@requires(Permission.SEE_CLAIMS)
def edits(request: HttpRequest) -> HttpResponse:
    payers, kind = held.payers_of(group_of(request)), request.GET.get("kind", "")
    kind = kind if kind in KIND_WORDS else ""
    words = request.GET.get("q", "").replace("\0", "").strip()[:WORDS_MAX]
    payer = payer_asked(request, payers)
    subjects = held.shown_edits(group_of(request), payer, kind=kind, words=words)
    asked = {"payer": str(payer or ""), "kind": kind, "words": words}
    shown = {"subjects": subjects, "asked": asked, "payers": payers, "kinds": KIND_WORDS.items()}
    return render(request, "scrub/edits.html", shown | _frame(request))


@requires(Permission.SEE_CLAIMS)
def edit(request: HttpRequest, edit_id: str) -> HttpResponse:
    payers = held.payers_of(group_of(request))
    payer = payer_asked(request, payers)
    found = held.edit_named(group_of(request), edit_id, payer)
    if found is None:
        raise Http404
    as_it_stands, own = found
    first = edit_values(as_it_stands) | {"payer": str(payer or "")}
    return asked(request, EditForm(initial=first, payers=payers), edit_id, own)


def asked(
    request: HttpRequest, form: EditForm, edit_id: str, own: OwnEdit | None, status: int = 200
) -> HttpResponse:
    """The form, which whoever may not change edits can only read."""
    frame = _frame(request)
    for field in form.fields.values():
        field.disabled = not frame["may_set"]
    product = next((one for one in base() if one.id == edit_id), None)
    shown = {"form": form, "edit_id": edit_id, "own": own, "product": product}
    return render(request, "scrub/edit.html", shown | frame, status=status)


def payer_asked(request: HttpRequest, payers: Payers) -> uuid.UUID | None:
    """The payer asked for, if claims of the group go to it."""
    told = request.GET.get("payer", "")
    return uuid.UUID(told) if told in {pk for pk, _ in payers} else None


def _frame(request: HttpRequest) -> dict[str, object]:
    may_set = cast(PracticeRequest, request).access.may(Permission.RUN_RULES)
    return {"group": group_of(request), "may_set": may_set}
