from django.apps import AppConfig


class PostingConfig(AppConfig):
    name = "remits.posting"
    label = "posting"
