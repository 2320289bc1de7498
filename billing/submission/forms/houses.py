"""A clearinghouse as a person enters it: its secrets are only ever written."""

from typing import Any

from django import forms

from billing.submission.clearinghouses import Place
from billing.submission.models import Clearinghouse, Enrolment, Route
from billing.submission.models.routes import TRANSACTIONS

LONG, SHORT = {"class": "input"}, {"class": "input code"}


class HouseForm(forms.ModelForm):  # type: ignore[type-arg]  # the stubs' generic, not Django's
    """Emptied secrets stay as they are."""

    host_key = forms.CharField(
        label="Pinned host keys", required=False,
        widget=forms.Textarea({"class": "input", "rows": 2}),
        help_text="SFTP: one SHA256:… a line, as `ssh-keygen -lf` shows it",
    )  # fmt: skip
    password = forms.CharField(
        required=False, widget=forms.PasswordInput({"class": "input"}),
        help_text="Left empty it stays as it is",
    )  # fmt: skip
    private_key = forms.CharField(
        label="Private key", required=False,
        widget=forms.Textarea({"class": "input code", "rows": 3}),
        help_text="SFTP, instead of a password. Left empty it stays as it is",
    )  # fmt: skip

    class Meta:
        model = Clearinghouse
        fields = (
            "name", "kind", "address", "port", "user", "sender", "receiver", "is_test",
            "honours_keys",
        )  # fmt: skip
        labels = {
            "kind": "Way", "sender": "We are (ISA06)", "receiver": "They are (ISA08)",
            "is_test": "Test files only", "honours_keys": "Knows idempotency keys (HTTPS)",
        }  # fmt: skip
        help_texts = {
            "address": "SFTP: host name. HTTPS: address. Folder: path above out, in, archive",
        }
        widgets = {
            "name": forms.TextInput(LONG), "kind": forms.Select({"class": "select"}),
            "address": forms.TextInput(SHORT), "port": forms.NumberInput(LONG),
            "user": forms.TextInput(SHORT), "sender": forms.TextInput(SHORT),
            "receiver": forms.TextInput(SHORT), "is_test": forms.CheckboxInput({"class": "check"}),
            "honours_keys": forms.CheckboxInput({"class": "check"}),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        keys = tuple(told.get("host_key", "").split())
        try:
            Place(
                kind=told.get("kind", "folder"), address=told.get("address", ""),
                port=told.get("port") or 22, host_keys=keys,
            )  # fmt: skip
        except ValueError as why:
            self.add_error("host_key", str(why))
        return told | {"host_keys": keys}


class RouteForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    class Meta:
        model = Route
        fields = ("payer", "transaction", "rank", "payer_code", "from_on", "until_on")
        widgets = {
            "payer": forms.Select({"class": "select select--small"}),
            "transaction": forms.Select({"class": "select select--small"}, TRANSACTIONS),
            "rank": forms.NumberInput({"class": "input input--small"}),
            "payer_code": forms.TextInput({"class": "input input--small"}),
            "from_on": forms.DateInput({"class": "input input--small", "type": "date"}),
            "until_on": forms.DateInput({"class": "input input--small", "type": "date"}),
        }


class EnrolmentForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    class Meta:
        model = Enrolment
        fields = ("payer", "transaction", "state", "asked_on", "from_on", "until_on", "note")
        widgets = {
            "payer": forms.Select({"class": "select select--small"}),
            "transaction": forms.Select({"class": "select select--small"}, TRANSACTIONS),
            "state": forms.Select({"class": "select select--small"}),
            "asked_on": forms.DateInput({"class": "input input--small", "type": "date"}),
            "from_on": forms.DateInput({"class": "input input--small", "type": "date"}),
            "until_on": forms.DateInput({"class": "input input--small", "type": "date"}),
            "note": forms.TextInput({"class": "input input--small"}),
        }
