from django.apps import AppConfig


class SubmissionConfig(AppConfig):
    name = "billing.submission"
    label = "submission"
