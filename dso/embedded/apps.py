from django.apps import AppConfig


class EmbeddedConfig(AppConfig):
    name = "dso.embedded"
    label = "embedded"

    def ready(self) -> None:
        # Whoever sends a task, a page or a command, then sends it through our app.
        import dso.celery  # noqa: F401  # makes it the current Celery app
