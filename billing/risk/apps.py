from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "billing.risk"
    label = "risk"

    def ready(self) -> None:
        """Each check asks from now on, in whatever process it runs."""
        from billing.risk.actions.noting import risks_of
        from billing.scrub.asked import asks

        asks(risks_of)
