from django.apps import AppConfig


class EmbeddedConfig(AppConfig):
    name = "dso.embedded"
    label = "embedded"
