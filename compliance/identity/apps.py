from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "compliance.identity"
    label = "identity"
