from django.apps import AppConfig


class PartsConfig(AppConfig):
    name = "dso.parts"
    label = "parts"
