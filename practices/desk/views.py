"""The desk: everything that waits for a person, over all practices they may see."""

import uuid
from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.desk import actions, queries
from practices.desk.forms import FilterForm, SaveViewForm, SnoozeForm
from practices.desk.models import Item, SavedView
from practices.registry.ids import id_in
from practices.registry.middleware import PracticeRequest

LAST = "desk_query"


@requires(Permission.SEE_DESK)
def desk(request: HttpRequest) -> HttpResponse:
    served, form = cast(PracticeRequest, request), FilterForm(request.GET)
    scope, filters = scope_of(served), form.filters(served.user.pk)
    try:
        page = queries.page(scope, filters, cursor=form.cursor_asked)
    except ValueError:
        return redirect("desk:desk")
    request.session[LAST] = request.GET.urlencode()
    template = "desk/desk.html#more" if request.GET.get("cursor") else "desk/desk.html"
    return render(request, template, _shown(served, scope, filters, page))


def _shown(
    request: PracticeRequest, scope: queries.Scope, filters: queries.Filters, page: queries.Page
) -> dict[str, object]:
    rows = {
        "page": page,
        "filters": filters,
        "today": timezone.localdate(),
        "may_post": bool(request.places.that_may(Permission.POST_PAYMENTS)),
        **_address(request),
    }
    around = not request.GET.get("cursor")
    return rows | _choices(request) | _queues(scope, filters) if around else rows


def _address(request: HttpRequest) -> dict[str, object]:
    """The filters asked for. A queue is a question, whose it is, or what was put off."""
    asked = {k: v for k, v in request.GET.items() if v and k != "cursor"}
    return {
        "asked": asked,
        "query": urlencode(asked),
        "queue": asked.keys() & {"question", "owner", "state"},
        "kept": urlencode({k: v for k, v in asked.items() if k in {"practice", "sort"}}),
    }


def _queues(scope: queries.Scope, filters: queries.Filters) -> dict[str, object]:
    today = timezone.localdate()
    waiting = queries.by_question(scope, today=today, practice_id=filters.practice_id)
    return {
        "whole": queries.all_of(waiting.values()),
        "shown": queries.total(scope, filters, waiting),
        "ready": waiting.pop("", None),
        "asking": waiting,
    }


def _choices(request: PracticeRequest) -> dict[str, object]:
    return {
        "form": FilterForm(request.GET),
        "practices": request.places.that_may(Permission.SEE_DESK),
        "views": SavedView.objects.filter(owner_id=request.user.pk).order_by("name"),
    }


@requires(Permission.SEE_DESK)
def start(request: HttpRequest) -> HttpResponse:
    """Walk the list as it was last filtered: open what is first, or what comes `after` an item."""
    served, asked = cast(PracticeRequest, request), QueryDict(request.session.get(LAST, ""))
    scope, filters = scope_of(served), FilterForm(asked).filters(served.user.pk)
    after = id_in(request.GET.get("after", ""))
    item = queries.visible_item(scope, after) if after else None
    following = queries.next_after(scope, filters, item)
    return redirect(following.path if following else "desk:desk")


@require_POST
@requires(Permission.WORK_DESK)
def owner(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    served, item = _item(request, pk)
    if request.POST.get("owner") == "nobody":
        actions.hand_back(item=item)
    else:
        actions.take(item=item, user_id=served.user.pk, name=served.user.name)
    return _back(
        request, item, f"Taken by {item.owner_name}." if item.owner_name else "Given back."
    )


@require_POST
@requires(Permission.WORK_DESK)
def snooze(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    _, item = _item(request, pk)
    form, today = SnoozeForm(request.POST), timezone.localdate()
    if not form.is_valid():
        messages.error(request, "Say why it waits: one of the four reasons.")
        return redirect(item.path)
    until = form.until_or_usual(today)
    actions.snooze(item=item, reason=form.cleaned_data["reason"], until=until)
    return _back(request, item, f"Comes back on {until:%b} {until.day}.")


@require_POST
@requires(Permission.WORK_DESK)
def waking(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    _, item = _item(request, pk)
    actions.unsnooze(item=item)
    return _back(request, item, "Back on the desk.")


@require_POST
@requires(Permission.SEE_DESK)
def saved_views(request: HttpRequest) -> HttpResponse:
    served, form = cast(PracticeRequest, request), SaveViewForm(request.POST)
    if form.is_valid():
        actions.save_view(owner_id=served.user.pk, **form.cleaned_data)
    return HttpResponseRedirect("/desk/?" + request.POST.get("query", ""))


@require_POST
@requires(Permission.SEE_DESK)
def saved_view_removal(request: HttpRequest) -> HttpResponse:
    actions.forget_view(
        owner_id=cast(PracticeRequest, request).user.pk, name=request.POST.get("name", "")
    )
    return redirect("desk:desk")


def scope_of(
    request: PracticeRequest, permission: Permission = Permission.SEE_DESK
) -> queries.Scope:
    """The practices where the right is held; what belongs to a group needs a seat at the group."""
    return queries.Scope(
        tuple(practice.pk for practice in request.places.that_may(permission)),
        request.places.groups_that_may(permission),
    )


def _item(request: HttpRequest, pk: uuid.UUID) -> tuple[PracticeRequest, Item]:
    served = cast(PracticeRequest, request)
    item = queries.visible_item(scope_of(served, Permission.WORK_DESK), pk)
    if item is None:
        raise Http404
    return served, item


def _back(request: HttpRequest, item: Item, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("desk:desk")
