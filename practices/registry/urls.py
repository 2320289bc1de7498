from django.urls import path

from practices.registry import views

app_name = "registry"
urlpatterns = [
    path("o/<str:organization>/practices/", views.practices, name="practices"),
    path("o/<str:organization>/practices/<slug:public_id>/removal/", views.removal, name="removal"),
]
