"""Addresses of the agents' API, below `/agent/v1/`, and of the pages for people."""

from django.urls import include, path, register_converter
from django.urls.converters import IntConverter

from practices.sync import api, views
from practices.sync.api import commands, described
from practices.sync.views import writing


class CountConverter(IntConverter):
    """No number here is larger than its column."""

    regex = "[0-9]{1,9}"


class BucketConverter(IntConverter):
    """Buckets of keys below zero have numbers below zero."""

    regex = "-?[0-9]{1,16}"


register_converter(CountConverter, "count")
register_converter(BucketConverter, "bucket")

app_name = "sync"
WRITE_BACK = "p/<str:practice>/write-backs/<uuid:pk>"
ORDER = "commands/<uuid:order_id>/<count:attempt>"
agents = [
    path("enroll", api.enrolment, name="enrolment"),
    path("config", api.config, name="config"),
    path("streams/<str:table>/open", api.opening, name="opening"),
    path("streams/<str:table>/batches/<count:epoch>/<count:seq>", api.batch, name="batch"),
    path("streams/<str:table>/compare", api.comparison, name="comparison"),
    path("streams/<str:table>/compare/<bucket:bucket>", api.bucket, name="bucket"),
    path("streams/<str:table>/missing", api.absence, name="absence"),
    path("cycles", api.cycle, name="cycle"),
    path("commands", commands.leases, name="leases"),
    path(f"{ORDER}/started", commands.started, name="started"),
    path(f"{ORDER}/renew", commands.renewal, name="renewal"),
    path(f"{ORDER}/result", commands.result, name="result"),
    path("openapi.json", described.document, name="openapi"),
    path("heartbeat", api.heartbeat, name="heartbeat"),
]
urlpatterns = [
    path("agent/v1/", include(agents)),
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
    path("o/<str:organization>/connections/stop/", writing.stop, name="stop"),
    path("o/<str:organization>/connections/stop/lifting/", writing.lifting, name="lifting"),
    path("p/<str:practice>/connection/writing/", writing.writing, name="writing"),
    path("p/<str:practice>/write-backs/", writing.write_backs, name="write_backs"),
    path("p/<str:practice>/write-backs/<uuid:pk>/", writing.write_back, name="write_back"),
    path(f"{WRITE_BACK}/repetition/", writing.repetition, name="repetition"),
    path(f"{WRITE_BACK}/settlement/", writing.settlement, name="settlement"),
    path(f"{WRITE_BACK}/withdrawal/", writing.withdrawal, name="withdrawal"),
    path("p/<str:practice>/connection/", views.connection, name="connection"),
    path("p/<str:practice>/connection/<str:table>/release/", views.release, name="release"),
]
