"""When a practice's batches leave."""

from django import forms


class TimetableForm(forms.Form):
    is_on = forms.BooleanField(required=False)
    sends_at = forms.TimeField(input_formats=["%H:%M"])
