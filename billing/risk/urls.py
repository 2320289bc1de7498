from django.urls import path

from billing.risk import views

app_name = "risk"
GROUP = "o/<str:organization>/risk/"
urlpatterns = [
    path(GROUP, views.risk, name="risk"),
    path(f"{GROUP}versions/<uuid:pk>/use/", views.use, name="use"),
    path(f"{GROUP}scorecard/use/", views.use_scorecard, name="use_scorecard"),
    path("p/<str:practice>/claims/<uuid:pk>/risk/", views.of_claim, name="of_claim"),
]
