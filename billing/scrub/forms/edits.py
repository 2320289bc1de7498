"""A group's own edit in a form."""

import uuid
from typing import Any, cast

from django import forms

from billing.payers.forms.fields import choice, day, number, words
from billing.scrub.edit_words import KIND_WORDS, SCOPE_WORDS
from billing.scrub.edits import Edit
from billing.scrub.models.registry import SEVERITIES
from billing.scrub.packs.checks import wrongs

WINDOWS = [
    ("", "the same day"), ("days", "so many days"), ("months", "so many months"),
    ("lifetime", "a lifetime"),
]  # fmt: skip
CODES_HINT = "Such as D2740 D2750..D2752 D27xx, “any”, and !D2720 to take one out."
FIELD_OF = {"days": "length", "months": "length", "lifetime": "window", "from_on": "from_on"}


class EditForm(forms.Form):
    kind = choice("Kind", "", [*KIND_WORDS.items()])
    a = words("Codes it questions", CODES_HINT, most=300, required=True, code=True)
    b = words("The other codes", "Where two services are compared.", most=300, code=True)
    scope = choice("Looks", "", [*SCOPE_WORDS.items()])
    window = choice("Looks as far as", "", WINDOWS)
    length = number("How many days or months", "", most=1_200, least=0)
    count = number("Allowed", "For kinds that count.", most=99)
    age_min = number("Age from", "Whole years.", most=130, least=0)
    age_max = number("Age to", "The last one.", most=130, least=0)
    teeth = words("Teeth", "Such as 1 2 3 14, for kinds that name teeth.", most=200, code=True)
    wants = words("Wants", "Such as radiograph narrative.", most=120, code=True)
    severity = choice("Then", "", SEVERITIES)
    says = words("Says", "Why, in your own words.", most=200, required=True)
    carc = words("Denied with", "The adjustment reason, if known.", most=5, code=True)
    from_on = day("In force from", "The day of service counts.")
    until = day("Until", "The last day.")
    payer = choice("For", "", [])
    is_off = choice("Stands", "", [("", "In force"), ("off", "Switched off")])
    reason = words("Why you change it", "Others read it here.", most=200, required=True)

    def __init__(self, *told: Any, payers: list[tuple[str, str]], **named: Any) -> None:  # noqa: ANN401  # as Django's
        super().__init__(*told, **named)
        cast(forms.ChoiceField, self.fields["payer"]).choices = [("", "All payers"), *payers]

    def edit(self, edit_id: str) -> Edit:
        """As written; `clean` has said what is wrong with it."""
        return _edit(edit_id, self.cleaned_data)

    def about(self) -> dict[str, Any]:
        """For whom it is, whether it stands, and why."""
        told = self.cleaned_data
        payer_id = uuid.UUID(told["payer"]) if told["payer"] else None
        return {
            "payer_id": payer_id,
            "is_off": told["is_off"] == "off",
            "reason": told["reason"],
        }

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not self.errors:
            for field, why in wrongs(_edit("new", told)):
                first = field.partition(",")[0]
                self.add_error(FIELD_OF.get(first, first), f"{why[:1].upper()}{why[1:]}.")
        return told


def _edit(edit_id: str, told: dict[str, Any]) -> Edit:
    span: dict[str, Any] = (
        {told["window"]: told["length"] or 0} if told["window"] in {"days", "months"} else {}
    )
    same = ("kind", "a", "b", "scope", "age_min", "age_max", "says", "carc", "from_on", "until")
    return Edit(
        id=edit_id,
        **{name: told[name] for name in same},
        **span,
        lifetime=told["window"] == "lifetime",
        count=told["count"] or 1,
        teeth=told["teeth"],
        wants=tuple(told["wants"].split()),
        severity=told["severity"] or "warn",
    )


def edit_values(edit: Edit) -> dict[str, object]:
    """A form's first values."""
    given: dict[str, object] = {name: getattr(edit, name) for name in edit.__struct_fields__}
    window = "days" if edit.days is not None else "months" if edit.months is not None else ""
    length = edit.days if edit.days is not None else edit.months
    return given | {
        "window": "lifetime" if edit.lifetime else window,
        "length": length,
        "is_off": "off" if edit.off else "",
        "wants": " ".join(edit.wants),
    }
