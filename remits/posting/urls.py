from django.urls import path

from remits.posting import views

app_name = "posting"
PAYMENT = "p/<str:practice>/payments/<uuid:pk>/"
urlpatterns = [
    path(PAYMENT, views.payment, name="payment"),
    path(PAYMENT + "raw/", views.raw, name="raw"),
    path(PAYMENT + "posting/", views.posting, name="posting"),
    path(PAYMENT + "undoing/", views.undoing, name="undoing"),
    path(PAYMENT + "correction/", views.correction, name="correction"),
    path(PAYMENT + "sending-back/", views.sending_back, name="sending_back"),
    path(PAYMENT + "verdict/", views.verdict, name="verdict"),
    path("payments/approvals/", views.approvals, name="approvals"),
    path("payments/approvals/<slug:batch>/", views.approval, name="approval"),
]
