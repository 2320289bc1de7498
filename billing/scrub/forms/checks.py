"""What people answer on the page of a check, and to many findings at once."""

import uuid

from django import forms

from billing.scrub.clinical import FIELDS
from billing.scrub.finding import Change
from billing.scrub.models.many import DEEDS
from practices.registry.ids import id_in


class ReasonForm(forms.Form):
    """A reason of the list or in one's own words."""

    reason = forms.CharField(max_length=200, required=False)
    other = forms.CharField(max_length=200, required=False)

    @property
    def told(self) -> str:
        """Own words stand above a button."""
        given = self.cleaned_data
        return str(given["other"].strip() or given["reason"].strip())


class ProposalForm(forms.Form):
    """A finding that knows what is right; or a field, its line, what it should be, and why."""

    finding = forms.UUIDField(required=False)
    field = forms.ChoiceField(choices=[*FIELDS.items()], required=False)
    line = forms.IntegerField(min_value=1, max_value=999, required=False)
    after = forms.CharField(max_length=200, required=False)
    because = forms.CharField(max_length=400, required=False)

    def clean(self) -> dict[str, object]:
        told = self.cleaned_data
        names = ("field", "line", "after", "because")
        if not told.get("finding") and not all(told.get(name) for name in names):
            raise forms.ValidationError("Say which field, what it should be, and why.")
        return told

    def change(self) -> Change:
        told = self.cleaned_data
        after = told["after"].strip()
        return Change(field=told["field"], before="", after=after, line=told["line"])


class BulkForm(ReasonForm):
    """A deed on ticked findings, or on all of a rule; `finding` comes once for each ticked."""

    deed = forms.ChoiceField(choices=DEEDS)
    whole = forms.BooleanField(required=False)

    def ticked(self) -> list[uuid.UUID]:
        told = (id_in(one) for one in self.data.getlist("finding"))  # type: ignore[attr-defined]  # a QueryDict
        return [pk for pk in told if pk is not None]
