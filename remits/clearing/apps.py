from django.apps import AppConfig


class ClearingConfig(AppConfig):
    name = "remits.clearing"
    label = "clearing"
