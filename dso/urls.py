"""Every page of the product; each room brings its own."""

from django.urls import include, path

from dso.dashboards import views as dashboards

handler400 = "dso.dashboards.errors.bad_request"
handler403 = "dso.dashboards.errors.forbidden"
handler404 = "dso.dashboards.errors.not_found"
handler500 = "dso.dashboards.errors.broken"

urlpatterns = [
    path("", include("compliance.identity.urls")),
    path("", include("practices.desk.urls")),
    path("", include("practices.registry.urls")),
    path("", include("practices.events.urls")),
    path("", include("practices.sync.urls")),
    path("", include("billing.payers.urls")),
    path("", include("billing.eligibility.urls")),
    path("", include("billing.claims.urls")),
    path("", include("billing.scrub.urls")),
    path("", include("billing.risk.urls")),
    path("", include("billing.submission.urls")),
    path("", include("remits.clearing.urls")),
    path("", include("remits.matching.urls")),
    path("", include("remits.posting.urls")),
    path("", include("remits.recoupment.urls")),
    path("", include("dso.dashboards.urls")),
    path("", include("dso.parts.urls")),
    path("health", dashboards.health, name="health"),
]
