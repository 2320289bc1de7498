from django.urls import path

from dso.parts import views

app_name = "parts"
urlpatterns = [path("parts/", views.parts, name="parts")]
