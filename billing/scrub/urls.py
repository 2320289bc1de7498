from django.urls import path, register_converter
from django.urls.converters import StringConverter

from billing.scrub import views


class EditId(StringConverter):
    """As packs name edits."""

    regex = "[0-9A-Za-z]{1,20}"


register_converter(EditId, "edit_id")

app_name = "scrub"
CLAIM = "p/<str:practice>/claims/<uuid:pk>/check/"
CHECKS = "p/<str:practice>/checks/"
SIGNING = "p/<str:practice>/signing/"
RULES = "o/<str:organization>/rules/"
urlpatterns = [
    path(CLAIM, views.check, name="check"),
    path(f"{CLAIM}answers/<uuid:finding>/", views.answer, name="answer"),
    path(f"{CLAIM}hold/", views.holding, name="holding"),
    path(f"{CLAIM}release/", views.release, name="release"),
    path(f"{CLAIM}changes/", views.proposal, name="proposal"),
    path(f"{CLAIM}changes/<uuid:change>/removal/", views.taking_back, name="taking_back"),
    path(f"{CLAIM}account/", views.account, name="account"),
    path(f"{CLAIM}narrative/", views.narrative, name="narrative"),
    path(CHECKS, views.what_holds, name="checks"),
    path(f"{CHECKS}report/", views.report, name="report"),
    path(f"{CHECKS}reports/", views.reports, name="reports"),
    path(f"{CHECKS}reports/<uuid:pk>/", views.kept_report, name="kept_report"),
    path(f"{CHECKS}reports/<uuid:pk>/pdf/", views.report_pdf, name="report_pdf"),
    path(f"{CHECKS}deeds/<uuid:pk>/", views.deed, name="deed"),
    path(f"{CHECKS}<str:code>/", views.held_by, name="held_by"),
    path(f"{CHECKS}<str:code>/deeds/", views.deeds, name="deeds"),
    path(SIGNING, views.signing, name="signing"),
    path(f"{SIGNING}<uuid:pk>/signature/", views.signature, name="signature"),
    path(f"{SIGNING}<uuid:pk>/refusal/", views.refusal, name="refusal"),
    path(RULES, views.rules, name="rules"),
    path(f"{RULES}edits/", views.edits, name="edits"),
    path(f"{RULES}edits/new/", views.new_edit, name="new_edit"),
    path(f"{RULES}edits/<edit_id:edit_id>/", views.edit, name="edit"),
    path(f"{RULES}edits/<edit_id:edit_id>/writing/", views.writing, name="writing"),
    path(f"{RULES}edits/<edit_id:edit_id>/removal/", views.edit_removal, name="edit_removal"),
    path(f"{RULES}own/new/", views.new_own_rule, name="new_own_rule"),
    path(f"{RULES}own/<uuid:pk>/", views.own_rule, name="own_rule"),
    path(f"{RULES}<str:code>/", views.rule, name="rule"),
    path(f"{RULES}<str:code>/setting/", views.setting, name="setting"),
    path(f"{RULES}<str:code>/trial/", views.trial, name="trial"),
    path(f"{RULES}<str:code>/progress/", views.progress, name="progress"),
]
