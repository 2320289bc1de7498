from django.urls import path

from billing.scrub import views

app_name = "scrub"
CLAIM = "p/<str:practice>/claims/<uuid:pk>/check/"
urlpatterns = [
    path(CLAIM, views.check, name="check"),
    path(f"{CLAIM}answers/<uuid:finding>/", views.answer, name="answer"),
    path(f"{CLAIM}hold/", views.holding, name="holding"),
    path(f"{CLAIM}release/", views.release, name="release"),
]
