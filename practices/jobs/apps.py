from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "practices.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Every room's handlers are known to every process that may run a job."""
        autodiscover_modules("tasks")
