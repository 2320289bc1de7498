"""What somebody was told by phone or saw on a portal."""

from datetime import date
from typing import Any

from django import forms

from billing.coding.codes import ONE
from billing.eligibility.classes import CLASS_TYPES
from billing.eligibility.overlay import Said

FIELDS = (
    ("is_active", "Is the cover active"),
    ("percent", "Percent the plan pays"),
    ("waiting", "Waiting period"),
    ("missing_tooth", "Missing-tooth clause"),
    ("downgrade", "Paid as a cheaper service"),
    ("history", "Earlier service"),
)
SOURCES = (("phone", "By phone"), ("portal", "On a portal"))
ANSWERS = (("yes", "Yes"), ("no", "No, there is none"))
YES_OR_NO = frozenset({"is_active", "missing_tooth"})
NEEDS: dict[str, tuple[str, ...]] = {
    "waiting": ("on",), "downgrade": ("code", "to"), "history": ("code", "on"),
    "percent": ("code", "percent"),
}  # fmt: skip
LABELS = {"on": "the day", "code": "a code or class", "to": "the cheaper code",
          "percent": "the percent"}  # fmt: skip


class SaidForm(forms.Form):
    """One field at a time; which others it needs is said where they are missing."""

    field = forms.ChoiceField(choices=FIELDS)
    source = forms.ChoiceField(choices=SOURCES)
    answer = forms.ChoiceField(choices=ANSWERS)
    code = forms.CharField(max_length=30, required=False)
    to = forms.CharField(max_length=5, required=False)
    tooth = forms.CharField(max_length=2, required=False)
    on = forms.DateField(required=False)
    percent = forms.IntegerField(min_value=0, max_value=100, required=False)

    def clean_code(self) -> str:
        told = str(self.cleaned_data["code"]).strip()
        if not told or ONE.fullmatch(told.upper()):
            return told.upper()
        name = told.lower().replace(" ", "-")
        if name not in CLASS_TYPES:
            raise forms.ValidationError("A code such as D2740, or a class such as crowns.")
        return name

    def clean_to(self) -> str:
        told = str(self.cleaned_data["to"]).strip().upper()
        if told and not ONE.fullmatch(told):
            raise forms.ValidationError("A code such as D2391.")
        return told

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        field, is_no = given.get("field"), given.get("answer") == "no"
        if field is None or field in YES_OR_NO or (is_no and field != "percent"):
            return given
        missing = [LABELS[name] for name in NEEDS[field] if given.get(name) in (None, "")]
        if missing:
            raise forms.ValidationError("Say " + " and ".join(missing) + ".")
        return given

    def said(self, today: date) -> Said:
        told = self.cleaned_data
        is_no = told["answer"] == "no" and told["field"] not in YES_OR_NO | {"percent"}
        rest = {} if is_no else {name: told[name] for name in ("code", "to", "tooth", "on")}
        return Said(
            field=told["field"],
            source=told["source"],
            answer=told["answer"],
            said_on=today,
            percent=told["percent"],
            **rest,
        )
