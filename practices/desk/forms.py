"""What a person may ask of the desk, read from the query string or a posted form."""

from datetime import date, timedelta
from typing import Any

from django import forms

from practices.desk.actions import SNOOZE_REASONS
from practices.desk.queries import SORTS, Filters


class FilterForm(forms.Form):
    """The filters live in the URL, so a view of the desk can be shared and saved."""

    practice = forms.UUIDField(required=False)
    kind = forms.CharField(required=False, max_length=30)
    question = forms.CharField(required=False, max_length=30)
    owner = forms.ChoiceField(required=False, choices=[("", "Anyone"), ("me", "Me")])
    state = forms.ChoiceField(required=False, choices=[("", "Open"), ("snoozed", "Snoozed")])
    sort = forms.ChoiceField(required=False, choices=[(k, s.label) for k, s in SORTS.items()])
    cursor = forms.CharField(required=False, max_length=200)

    def filters(self, user_id: int) -> Filters:
        """What was asked and makes sense; anything else counts as not asked."""
        self.is_valid()
        asked: dict[str, Any] = self.cleaned_data
        return Filters(
            practice_id=asked.get("practice"),
            kind=asked.get("kind", ""),
            question=asked.get("question", ""),
            owner_id=user_id if asked.get("owner") == "me" else None,
            snoozed=asked.get("state") == "snoozed",
            sort=SORTS[asked.get("sort") or "due"],
        )

    @property
    def cursor_asked(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("cursor", ""))


class SnoozeForm(forms.Form):
    """A reason, and a day where the usual number of days does not fit."""

    reason = forms.ChoiceField(choices=[(k, label) for k, (label, _) in SNOOZE_REASONS.items()])
    until = forms.DateField(required=False)

    def until_or_usual(self, today: date) -> date:
        until: date | None = self.cleaned_data["until"]
        if until and until > today:
            return until
        return today + timedelta(days=SNOOZE_REASONS[self.cleaned_data["reason"]][1])


class SaveViewForm(forms.Form):
    name = forms.CharField(max_length=60)
    query = forms.CharField(max_length=400, required=False)
