from django.apps import AppConfig


class PayersConfig(AppConfig):
    name = "billing.payers"
    label = "payers"
