"""Taking in a file, and saying whose a claim is."""

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from remits.clearing.actions import SETTLEMENTS


class UploadForm(forms.Form):
    """One or more remittance files, each no larger than we agreed to read."""

    file = forms.FileField(label="Remittance file (835)", allow_empty_file=True)

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.INTAKE_BYTES_MAX:
            most = settings.INTAKE_BYTES_MAX // 2**20
            raise forms.ValidationError(
                f"The file is larger than {most} MB. Nothing was kept; ask the payer for parts."
            )
        return file


class SettlementForm(forms.Form):
    """Why nobody has to look at it again."""

    reason = forms.ChoiceField(choices=list(SETTLEMENTS.items()))


class RoutingForm(forms.Form):
    practice = forms.UUIDField()
