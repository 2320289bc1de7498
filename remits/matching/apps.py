from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "remits.matching"
    label = "matching"
