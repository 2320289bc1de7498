from django.urls import path

from remits.recoupment import views

app_name = "recoupment"
urlpatterns = [
    path("o/<str:organization>/open-items/", views.open_items, name="open_items"),
    path("p/<str:practice>/remittances/<uuid:pk>/adjustments/", views.of_share, name="of_share"),
]
