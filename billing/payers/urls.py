from django.urls import path

from billing.payers import views

app_name = "payers"
CREDENTIALS = "p/<str:practice>/credentials/"
urlpatterns = [
    path("o/<str:organization>/payers/", views.payers, name="payers"),
    path("o/<str:organization>/payers/<uuid:pk>/", views.payer, name="payer"),
    path("o/<str:organization>/payers/<uuid:pk>/terms/", views.terms, name="terms"),
    path(CREDENTIALS, views.credentials, name="credentials"),
    path(f"{CREDENTIALS}<uuid:provider>/<uuid:payer>/", views.credential, name="credential"),
    path(f"{CREDENTIALS}<uuid:provider>/<uuid:payer>/standing/", views.standing, name="standing"),
]
