from django.apps import AppConfig


class BenchesConfig(AppConfig):
    name = "dso.benches"
    label = "benches"
