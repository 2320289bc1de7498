from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "dso.onboarding"
    label = "onboarding"
