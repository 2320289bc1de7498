from django.urls import path

from dso.dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("", views.home, name="today"),
    path("o/<str:organization>/", views.group, name="group"),
]
