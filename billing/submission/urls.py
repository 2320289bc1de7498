from django.urls import path

from billing.submission.views import batches, houses, journey, outbox

app_name = "submission"
OUTBOX = "p/<str:practice>/outbox/"
BATCH = "p/<str:practice>/batches/<uuid:pk>/"
JOURNEY = "p/<str:practice>/claims/<uuid:pk>/journey/"
HOUSES = "o/<str:organization>/clearinghouses/"
HOUSE = f"{HOUSES}<uuid:pk>/"
urlpatterns = [
    path(HOUSES, houses.houses, name="houses"),
    path(f"{HOUSES}new/", houses.new_house, name="new_house"),
    path(HOUSE, houses.house, name="house"),
    path(f"{HOUSE}settings/", houses.settings, name="settings"),
    path(f"{HOUSE}switching/", houses.switching, name="switching"),
    path(f"{HOUSE}routing/", houses.routing, name="routing"),
    path(f"{HOUSE}enrolling/", houses.enrolling, name="enrolling"),
    path(OUTBOX, outbox.outbox, name="outbox"),
    path(f"{OUTBOX}leaving/", outbox.leaving, name="leaving"),
    path(f"{OUTBOX}timing/", outbox.timing, name="timing"),
    path(BATCH, batches.batch, name="batch"),
    path(f"{BATCH}raw/", batches.raw, name="raw"),
    path(f"{BATCH}arrival/", batches.arrival, name="arrival"),
    path(JOURNEY, journey.journey, name="journey"),
    path(f"{JOURNEY}again/", journey.again, name="again"),
    path("p/<str:practice>/follow-up/", journey.follow_up, name="follow_up"),
]
