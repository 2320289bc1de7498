from django.apps import AppConfig


class MirrorConfig(AppConfig):
    name = "practices.mirror"
    label = "mirror"
