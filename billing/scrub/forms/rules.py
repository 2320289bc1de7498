"""What people answer on the pages of checks and rules."""

from collections.abc import Iterator
from typing import cast, get_args

from django import forms

from billing.scrub.finding import Severity
from billing.scrub.models.registry import MODES, SEVERITIES
from billing.scrub.own import CONDITIONS_MAX
from billing.scrub.own_facts import FACTS
from billing.scrub.own_said import Condition, OwnRuleSaid, Word

WORDS = get_args(Word)


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
