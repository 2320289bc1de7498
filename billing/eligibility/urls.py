from django.urls import path

from billing.eligibility import views

app_name = "eligibility"
HERE = "p/<str:practice>/eligibility/"
COVER = f"{HERE}covers/<uuid:pk>/"
DOUBT = f"{HERE}quarantine/<uuid:pk>/"
urlpatterns = [
    path(HERE, views.ahead, name="ahead"),
    path(COVER, views.cover, name="cover"),
    path(f"{COVER}asking/", views.asking, name="asking"),
    path(f"{COVER}telling/", views.telling, name="telling"),
    path(f"{HERE}evidence/<uuid:pk>/", views.evidence, name="evidence"),
    path(f"{HERE}quarantine/", views.quarantine, name="quarantine"),
    path(f"{DOUBT}turning/", views.turning, name="turning"),
    path(f"{DOUBT}use/", views.use, name="use"),
    path(f"{DOUBT}rejection/", views.rejection, name="rejection"),
]
