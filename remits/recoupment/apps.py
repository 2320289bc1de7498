from django.apps import AppConfig


class RecoupmentConfig(AppConfig):
    name = "remits.recoupment"
    label = "recoupment"
