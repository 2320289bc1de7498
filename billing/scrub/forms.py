"""What people answer on the pages of checks and rules."""

import uuid
from collections.abc import Iterator
from typing import cast, get_args

from django import forms

from billing.scrub.clinical import FIELDS
from billing.scrub.finding import Change, Severity
from billing.scrub.models.many import DEEDS
from billing.scrub.models.registry import MODES, SEVERITIES
from billing.scrub.own import CONDITIONS_MAX, Condition, OwnRuleSaid, Word
from billing.scrub.own_facts import FACTS
from practices.registry.ids import id_in

WORDS = get_args(Word)


class ReasonForm(forms.Form):
    """A reason of the list or in one's own words."""

    reason = forms.CharField(max_length=200, required=False)
    other = forms.CharField(max_length=200, required=False)

    @property
    def told(self) -> str:
        """Own words stand above a button."""
        given = self.cleaned_data
        return str(given["other"].strip() or given["reason"].strip())


class SettingForm(forms.Form):
    mode = forms.ChoiceField(choices=MODES)
    severity = forms.ChoiceField(choices=[("", "As the catalog"), *SEVERITIES], required=False)
    reason = forms.CharField(max_length=200)


class OwnRuleForm(forms.Form):
    """A name, up to twelve conditions in rows of their own, what is said and what to do."""

    name = forms.CharField(max_length=80)
    severity = forms.ChoiceField(choices=SEVERITIES)
    because = forms.CharField(max_length=200)
    fix = forms.CharField(max_length=200)

    def conditions(self) -> Iterator[Condition]:
        """Rows whose fact is chosen, in their order."""
        for number in range(1, CONDITIONS_MAX + 1):
            fact, word = self.data.get(f"fact_{number}", ""), self.data.get(f"word_{number}", "")
            value = self.data.get(f"value_{number}", "").strip()
            if fact:
                yield Condition(fact=fact, word=cast(Word, word), value=value)

    def said(self) -> OwnRuleSaid:
        told = self.cleaned_data
        return OwnRuleSaid(
            code="OWN",
            version="new",
            name=told["name"],
            when=tuple(self.conditions()),
            severity=Severity(told["severity"]),
            because=told["because"],
            fix=told["fix"],
        )


FACT_CHOICES = [(name, fact.label) for name, fact in FACTS.items()]


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
