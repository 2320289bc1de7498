from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "practices.jobs"
    label = "jobs"
