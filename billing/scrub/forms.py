"""What people answer on the page of a check."""

from django import forms


class ReasonForm(forms.Form):
    """A reason of the list or in one's own words."""

    reason = forms.CharField(max_length=200, required=False)
    other = forms.CharField(max_length=200, required=False)

    @property
    def told(self) -> str:
        """Own words stand above a button."""
        given = self.cleaned_data
        return str(given["other"].strip() or given["reason"].strip())
