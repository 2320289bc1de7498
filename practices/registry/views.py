"""The practices of a group, and removing one."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry import actions
from practices.registry.forms import RemovalForm
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Practice


@requires(Permission.RUN_PRACTICES)
def practices(request: HttpRequest) -> HttpResponse:
    group = cast(PracticeRequest, request).organization
    rows = group.practices.select_related("region", "schemaversion").by_name()
    return render(request, "registry/practices.html", {"group": group, "practices": rows})


@requires(Permission.RUN_PRACTICES)
def removal(request: HttpRequest, public_id: str) -> HttpResponse:
    group = cast(PracticeRequest, request).organization
    practice = get_object_or_404(Practice, organization=group, public_id=public_id)
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_removed(practice, form):
        messages.success(request, f"{practice.name} is removed. Its audit events stay.")
        return redirect("registry:practices", organization=group.public_id)
    shown = {"group": group, "practice": practice, "form": form}
    return render(request, "registry/removal.html", shown, status=422 if form.errors else 200)


def _is_removed(practice: Practice, form: RemovalForm) -> bool:
    try:
        actions.remove_practice(practice=practice, confirmed_name=form.cleaned_data["name"])
    except actions.WrongName as why:
        form.add_error("name", str(why))
        return False
    return True
