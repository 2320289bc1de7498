from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "billing.claims"
    label = "claims"
