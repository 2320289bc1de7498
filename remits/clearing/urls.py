from django.urls import path

from remits.clearing import views

app_name = "clearing"
GROUP = "o/<str:organization>/"
urlpatterns = [
    path(GROUP + "remittances/", views.files, name="files"),
    path(GROUP + "remittances/uploads/", views.uploads, name="uploads"),
    path(GROUP + "remittances/<uuid:pk>/", views.file, name="file"),
    path(
        GROUP + "remittances/<uuid:pk>/settlement/", views.file_settlement, name="file_settlement"
    ),
    path(GROUP + "payments/<uuid:pk>/", views.payment, name="payment"),
    path(GROUP + "payments/<uuid:pk>/settlement/", views.settlement, name="settlement"),
    path(GROUP + "payments/<uuid:pk>/taking-up/", views.taking_up, name="taking_up"),
    path(GROUP + "payments/<uuid:pk>/routing/", views.routing, name="routing"),
]
