from django.urls import path

from billing.claims.views import showing, unbilled, working

app_name = "claims"
urlpatterns = [
    path("p/<str:practice>/claims/", showing.claims, name="claims"),
    path("p/<str:practice>/claims/<uuid:pk>/", showing.claim, name="claim"),
    path("p/<str:practice>/claims/<uuid:pk>/approval", working.approval, name="approval"),
    path("p/<str:practice>/claims/<uuid:pk>/order", working.order, name="order"),
    path("p/<str:practice>/unbilled/", unbilled.unbilled, name="unbilled"),
    path("p/<str:practice>/unbilled/drafts", unbilled.drafting, name="drafting"),
]
