"""Addresses of the agents' API, below `/agent/v1/`, and of the pages for people."""

from django.urls import include, path, register_converter
from django.urls.converters import IntConverter, StringConverter

from practices.sync import views
from practices.sync.api import (
    attempts,
    comparing,
    described,
    dropping,
    enrolment,
    health,
    leases,
    rows,
)
from practices.sync.views import deciding, drops, orders, writing


class CountConverter(IntConverter):
    """No number here is larger than its column."""

    regex = "[0-9]{1,9}"


class BucketConverter(IntConverter):
    """Buckets of keys below zero have numbers below zero."""

    regex = "-?[0-9]{1,16}"


class Sha256Converter(StringConverter):
    regex = "[0-9a-f]{64}"


register_converter(CountConverter, "count")
register_converter(BucketConverter, "bucket")
register_converter(Sha256Converter, "sha256")

app_name = "sync"
WRITE_BACK = "p/<str:practice>/write-backs/<uuid:pk>"
ORDER = "commands/<uuid:order_id>/<count:attempt>"
calls = [
    path("enroll", enrolment.enrolment, name="enrolment"),
    path("config", rows.config, name="config"),
    path("streams/<str:table>/open", rows.opening, name="opening"),
    path("streams/<str:table>/batches/<count:epoch>/<count:seq>", rows.batch, name="batch"),
    path("streams/<str:table>/wanted", comparing.wanted, name="wanted"),
    path("streams/<str:table>/compare", comparing.comparison, name="comparison"),
    path("streams/<str:table>/compare/<bucket:bucket>", comparing.bucket, name="bucket"),
    path("streams/<str:table>/missing", comparing.absence, name="absence"),
    path("drops/<sha256:sha256>", dropping.drop, name="drop"),
    path("cycles", rows.cycle, name="cycle"),
    path("commands", leases.leases, name="leases"),
    path(f"{ORDER}/started", attempts.started, name="started"),
    path(f"{ORDER}/renew", attempts.renewal, name="renewal"),
    path(f"{ORDER}/result", attempts.result, name="result"),
    path("openapi.json", described.document, name="openapi"),
    path("keys", enrolment.keys, name="keys"),
    path("diagnostics", health.diagnostics, name="diagnostics"),
    path("heartbeat", health.heartbeat, name="heartbeat"),
]
urlpatterns = [
    path("agent/v1/", include(calls)),
    path("o/<str:organization>/connections/", views.connections, name="connections"),
    path("o/<str:organization>/connections/<slug:public_id>/code/", views.code, name="code"),
    path(
        "o/<str:organization>/connections/<slug:public_id>/agents/<uuid:agent>/approval/",
        views.approval,
        name="approval",
    ),
    path(
        "o/<str:organization>/connections/<slug:public_id>/agents/<uuid:agent>/revocation/",
        views.revocation,
        name="revocation",
    ),
    path(
        "o/<str:organization>/connections/<slug:public_id>/agents/<uuid:agent>/drops/",
        drops.switching,
        name="drops",
    ),
    path("o/<str:organization>/connections/stop/", writing.stop, name="stop"),
    path("o/<str:organization>/connections/stop/lifting/", writing.lifting, name="lifting"),
    path("p/<str:practice>/connection/writing/", writing.writing, name="writing"),
    path("p/<str:practice>/write-backs/", orders.write_backs, name="write_backs"),
    path("p/<str:practice>/write-backs/<uuid:pk>/", orders.write_back, name="write_back"),
    path(f"{WRITE_BACK}/repetition/", deciding.repetition, name="repetition"),
    path(f"{WRITE_BACK}/telling/", deciding.telling, name="telling"),
    path(f"{WRITE_BACK}/settlement/", deciding.settlement, name="settlement"),
    path(f"{WRITE_BACK}/withdrawal/", deciding.withdrawal, name="withdrawal"),
    path("p/<str:practice>/connection/", views.connection, name="connection"),
    path(
        "o/<str:organization>/connections/<slug:public_id>/agents/<uuid:agent>/diagnostics/",
        views.diagnostics,
        name="asking",
    ),
    path("p/<str:practice>/connection/<str:table>/release/", views.release, name="release"),
    path(
        "p/<str:practice>/connection/<str:table>/resumption/", views.resumption, name="resumption"
    ),
    path("p/<str:practice>/connection/<str:table>/resending/", views.resending, name="resending"),
    path("p/<str:practice>/connection/program/", views.program, name="program"),
]
