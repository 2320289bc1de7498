from django.urls import path, register_converter
from django.urls.converters import StringConverter

from billing.scrub import views


class RuleCode(StringConverter):
    """A family and a number, as rules are named."""

    regex = "[A-Z]{2,6}-[0-9]{1,4}"


register_converter(RuleCode, "rule_code")

app_name = "scrub"
CLAIM = "p/<str:practice>/claims/<uuid:pk>/check/"
SIGNING = "p/<str:practice>/signing/"
RULES = "o/<str:organization>/rules/"
urlpatterns = [
    path(CLAIM, views.check, name="check"),
    path(f"{CLAIM}answers/<uuid:finding>/", views.answer, name="answer"),
    path(f"{CLAIM}hold/", views.holding, name="holding"),
    path(f"{CLAIM}release/", views.release, name="release"),
    path(f"{CLAIM}changes/", views.proposal, name="proposal"),
    path(f"{CLAIM}changes/<uuid:change>/removal/", views.taking_back, name="taking_back"),
    path(f"{CLAIM}narrative/", views.narrative, name="narrative"),
    path(SIGNING, views.signing, name="signing"),
    path(f"{SIGNING}<uuid:pk>/signature/", views.signature, name="signature"),
    path(f"{SIGNING}<uuid:pk>/refusal/", views.refusal, name="refusal"),
    path(RULES, views.rules, name="rules"),
    path(f"{RULES}own/new/", views.new_own_rule, name="new_own_rule"),
    path(f"{RULES}own/<uuid:pk>/", views.own_rule, name="own_rule"),
    path(f"{RULES}own/<uuid:pk>/switching/", views.switching, name="switching"),
    path(f"{RULES}<rule_code:code>/", views.rule, name="rule"),
    path(f"{RULES}<rule_code:code>/setting/", views.setting, name="setting"),
    path(f"{RULES}<rule_code:code>/trial/", views.trial, name="trial"),
    path(f"{RULES}<rule_code:code>/progress/", views.progress, name="progress"),
]
