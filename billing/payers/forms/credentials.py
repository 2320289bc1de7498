"""How one dentist stands with one payer."""

from typing import Any

from django import forms

from billing.payers.forms.fields import choice, day, words
from billing.payers.models import Credential
from billing.payers.models.credentials import STATUSES


class CredentialForm(forms.Form):
    status = choice("Stands", "", [("", "Not known"), *STATUSES])
    from_on = day("From")
    until = day("Until")
    bill_while_pending = forms.BooleanField(
        label="Bill while it is pending", required=False,
        widget=forms.CheckboxInput(attrs={"class": "check"}),
    )  # fmt: skip
    note = words("Note", "", most=200)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        from_on, until = told.get("from_on"), told.get("until")
        if from_on and until and until < from_on:
            self.add_error("until", "It ends before it begins.")
        return told


def first_values(row: Credential | None) -> dict[str, object]:
    names = CredentialForm.base_fields
    return {name: getattr(row, name) for name in names} if row else {}
