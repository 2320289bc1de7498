from django.urls import path

from remits.matching import views

app_name = "matching"
urlpatterns = [
    path("p/<str:practice>/remittances/", views.remittances, name="remittances"),
    path("p/<str:practice>/remittances/<uuid:pk>/", views.remittance, name="remittance"),
]
