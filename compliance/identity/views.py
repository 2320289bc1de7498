"""Signing in and out, and what a person prefers."""

from typing import cast

from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from compliance.access.decorators import open_to_all
from compliance.identity.forms import SignInForm

_sign_in = auth_views.LoginView.as_view(
    template_name="identity/sign_in.html",
    authentication_form=SignInForm,
    redirect_authenticated_user=True,
)
_sign_out = auth_views.LogoutView.as_view()


@open_to_all(because="One signs in here.")
def sign_in(request: HttpRequest) -> HttpResponse:
    return cast(HttpResponse, _sign_in(request))


@open_to_all(because="Whoever is signed in may leave.")
def sign_out(request: HttpRequest) -> HttpResponse:
    return _sign_out(request)


@open_to_all(because="Each person sets their own theme.")
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("theme", "system")
    if request.user.is_authenticated and wanted in {"system", "light", "dark"}:
        request.user.theme = wanted
        request.user.save(update_fields=["theme"])
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return redirect(reverse("dashboards:today"))
