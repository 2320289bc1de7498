from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "practices.registry"
    label = "registry"

    def ready(self) -> None:
        from practices.registry import checks  # noqa: F401  # registers the system checks
