"""What a payer wants, in plain words. Empty fields are not known, and rules are silent on them."""

from django import forms

from billing.payers.forms.fields import DAYS_MAX, YesNo, choice, number, words
from billing.payers.models import PayerTerms
from billing.payers.models.terms import CLAIM_DATES
from billing.payers.patterns import NotAPattern, pattern
from billing.payers.queries.known import FIELDS
from billing.payers.wanted import KINDS, NotWanted, pairs_of, text_of

WANTS_HINT = (
    "A line each, such as “D2740 D2750..D2752: radiograph”. Wanted may be: "
    + ", ".join(KINDS)
    + "."
)


class TermsForm(forms.Form):
    filing_days = number(
        "Days to file", "From the day of service, as the contract says.", most=DAYS_MAX
    )
    duplicate_days = number(
        "Days a second claim counts as a duplicate",
        "A claim for the same service within these days is refused.", most=DAYS_MAX,
    )  # fmt: skip
    claim_dates = choice(
        "A crown or denture is billed on", "The day by which it is paid.",
        [("", "Not known"), *CLAIM_DATES],
    )  # fmt: skip
    one_day_per_claim = YesNo("One claim for each day of service", "Two days are two claims.")
    claim_lines_max = number("Lines on a claim, at most", "Usually 50.", most=999)
    narrative_characters_max = number(
        "Characters of a narrative, at most", "What is longer is cut by the payer.", most=9_999
    )
    wants = forms.CharField(
        label="Wanted with codes", help_text=WANTS_HINT, required=False, max_length=4_000,
        widget=forms.Textarea(attrs={"class": "input input--text code", "rows": 4}),
    )  # fmt: skip
    unsolicited_slow = YesNo(
        "Files it did not ask for slow it down", "Then claims say where files are not needed."
    )
    primary_eob = YesNo(
        "As second payer, wants the first one's statement", "Enclosed with the claim."
    )
    is_medicaid = YesNo("A state program", "Medicaid and the like pay after all others.")
    is_medical = YesNo("Medical insurance", "Such as for oral surgery; diagnoses are wanted.")
    ncci = YesNo("Uses Medicare's pairs of codes (NCCI)", "Then claims are checked by CMS's files.")
    member_id_pattern = words(
        "How its member numbers look",
        "Such as “[A-Z]{3}\\d{9}” for three letters and nine digits.", most=100, code=True,
    )  # fmt: skip
    reason = words("Where this is from", "A contract, a call, a page of the payer.", most=200,
                   required=True)  # fmt: skip

    def clean_wants(self) -> list[list[str]]:
        try:
            return pairs_of(self.cleaned_data["wants"])
        except NotWanted as why:
            raise forms.ValidationError(str(why)) from why

    def clean_member_id_pattern(self) -> str:
        try:
            return pattern(self.cleaned_data["member_id_pattern"])
        except NotAPattern as why:
            raise forms.ValidationError(str(why)) from why

    def terms(self) -> dict[str, object]:
        return {field: self.cleaned_data[field] for field in FIELDS}


PARTS = {
    "When and how": (
        "filing_days", "duplicate_days", "claim_dates", "one_day_per_claim", "claim_lines_max",
        "narrative_characters_max",
    ),
    "What goes with a claim": ("wants", "unsolicited_slow", "primary_eob"),
    "What kind of payer it is": ("is_medicaid", "is_medical", "ncci", "member_id_pattern"),
}  # fmt: skip


def told_of(row: PayerTerms | None) -> dict[str, object]:
    """A form's first values."""
    if row is None:
        return {}
    return {field: getattr(row, field) for field in FIELDS} | {"wants": text_of(row.wants)}
