from django.apps import AppConfig


class SyncConfig(AppConfig):
    name = "practices.sync"
    label = "sync"
