"""Addresses of the agents' API, below `/agent/v1/`."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from practices.sync import api


class SignedIntConverter(IntConverter):
    """Buckets of keys below zero have numbers below zero."""

    regex = "-?[0-9]{1,16}"


register_converter(SignedIntConverter, "signed")

app_name = "sync"
urlpatterns = [
    path("enroll", api.enrolment, name="enrolment"),
    path("config", api.config, name="config"),
    path("streams/<str:table>/open", api.opening, name="opening"),
    path("streams/<str:table>/batches/<int:epoch>/<int:seq>", api.batch, name="batch"),
    path("streams/<str:table>/compare", api.comparison, name="comparison"),
    path("streams/<str:table>/compare/<signed:bucket>", api.bucket, name="bucket"),
    path("streams/<str:table>/missing", api.absence, name="absence"),
    path("cycles", api.cycle, name="cycle"),
    path("heartbeat", api.heartbeat, name="heartbeat"),
]
