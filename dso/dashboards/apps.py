from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "dso.dashboards"
    label = "dashboards"
