"""Fields in the dress of the product, whose emptiness means that nobody knows."""

from django import forms

DAYS_MAX = 3_650
YES_NO = [("", "Not known"), ("yes", "Yes"), ("no", "No")]


def number(label: str, hint: str, *, most: int, least: int = 1) -> forms.IntegerField:
    entry = forms.NumberInput(attrs={"class": "input input--number", "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, help_text=hint, min_value=least, max_value=most, required=False, widget=entry
    )


def choice(label: str, hint: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    entry = forms.Select(attrs={"class": "select select--auto"})
    return forms.ChoiceField(
        label=label, help_text=hint, choices=choices, required=False, widget=entry
    )


def words(
    label: str, hint: str, *, most: int, required: bool = False, code: bool = False
) -> forms.CharField:
    entry = forms.TextInput(attrs={"class": "input code" if code else "input"})
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=required, widget=entry
    )


def day(label: str, hint: str = "") -> forms.DateField:
    entry = forms.DateInput(
        attrs={"class": "input input--number", "type": "date"}, format="%Y-%m-%d"
    )
    return forms.DateField(label=label, help_text=hint, required=False, widget=entry)


class YesNo(forms.TypedChoiceField):
    """True, False, or None where nobody knows."""

    def __init__(self, label: str, hint: str) -> None:
        entry = forms.Select(attrs={"class": "select select--auto"})
        super().__init__(
            label=label,
            help_text=hint,
            choices=YES_NO,
            coerce=lambda told: told == "yes",
            empty_value=None,
            required=False,
            widget=entry,
        )

    def prepare_value(self, value: object) -> object:
        return {True: "yes", False: "no", None: ""}.get(value, value)  # type: ignore[call-overload]  # any text stays
