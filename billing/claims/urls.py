from django.urls import path

from billing.claims import views

app_name = "claims"
urlpatterns = [
    path("p/<str:practice>/claims/", views.claims, name="claims"),
    path("p/<str:practice>/claims/<uuid:pk>/", views.claim, name="claim"),
]
