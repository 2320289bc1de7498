from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "practices.desk"
    label = "desk"
