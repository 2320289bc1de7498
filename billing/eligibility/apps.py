from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    name = "billing.eligibility"
    label = "eligibility"
