from django.urls import path

from remits.posting import views

app_name = "posting"
PAYMENT = "p/<str:practice>/payments/<uuid:pk>/"
REMITTANCE = "p/<str:practice>/remittances/<uuid:pk>/"
urlpatterns = [
    path(PAYMENT, views.payment, name="payment"),
    path(PAYMENT + "raw/", views.raw, name="raw"),
    path(PAYMENT + "candidates/", views.candidates, name="candidates"),
    path(PAYMENT + "posting/", views.posting, name="posting"),
    path(PAYMENT + "undoing/", views.undoing, name="undoing"),
    path(PAYMENT + "correction/", views.correction, name="correction"),
    path(PAYMENT + "detaching/", views.detaching, name="detaching"),
    path(PAYMENT + "sending-back/", views.sending_back, name="sending_back"),
    path(PAYMENT + "verdict/", views.verdict, name="verdict"),
    path(REMITTANCE + "explanation/", views.explanation, name="explanation"),
    path(REMITTANCE + "posting/", views.remittance_posting, name="remittance_posting"),
    path(REMITTANCE + "undoing/", views.remittance_undoing, name="remittance_undoing"),
    path("payments/approvals/", views.approvals, name="approvals"),
    path("payments/approvals/<slug:batch>/", views.approval, name="approval"),
]
