from django.apps import AppConfig


class ScrubConfig(AppConfig):
    name = "billing.scrub"
    label = "scrub"
