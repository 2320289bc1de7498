"""What a person says about a proposal."""

import uuid
from typing import Any

from django import forms

from billing.ledger.accounts import Account
from practices.registry.ids import id_in
from remits.posting.actions import SEND_BACK_REASONS, WRONG_REASONS
from remits.posting.homes import CHOICES, HOMES

HOME = "home:"


class VersionForm(forms.Form):
    """The version the page showed; a decision on an older one is refused."""

    version = forms.IntegerField(min_value=1, required=False)


class SendBackForm(VersionForm):
    reason = forms.ChoiceField(choices=list(SEND_BACK_REASONS.items()))
    note = forms.CharField(max_length=120, required=False)


class WrongForm(forms.Form):
    reason = forms.ChoiceField(choices=list(WRONG_REASONS.items()))


class CorrectionForm(VersionForm):
    """One choice of account for each adjustment pair of the payment, and the claim it answers."""

    claim = forms.UUIDField(required=False)
    looked = forms.BooleanField(required=False)

    def __init__(self, *args: Any, pairs: list[str], **kwargs: Any) -> None:  # noqa: ANN401  # Django's signature
        super().__init__(*args, **kwargs)
        chosen = [(account.value, account.label) for account in CHOICES]
        for pair in pairs:
            home = HOMES.get((pair.partition("-")[0], pair.partition("-")[2]))
            ruled = f"By the rules: {home.account.label if home else 'nobody yet'}"
            self.fields[HOME + pair] = forms.ChoiceField(
                choices=[("", ruled), *chosen], required=False, label=pair
            )

    def corrections(self) -> dict[str, str]:
        return {
            name.removeprefix(HOME): Account(value).value
            for name, value in self.cleaned_data.items()
            if name.startswith(HOME) and value
        }

    def homes(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(HOME)]


class OneForm(forms.Form):
    """Which claim payment of a remittance is asked about; none means all of them."""

    payment = forms.UUIDField(required=False)


class ApprovalsForm(forms.Form):
    """The desk items a person ticked."""

    def items(self) -> list[uuid.UUID]:
        ticked = self.data.getlist("item")  # type: ignore[attr-defined]  # a QueryDict
        return [pk for pk in map(id_in, ticked) if pk]
