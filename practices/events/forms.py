"""What a person says of an endpoint, of a door, and asks of the log."""

import uuid
from typing import Any

from django import forms
from django.conf import settings

from practices.events import addresses
from practices.events.catalogue import CATALOGUE, OFFERED
from practices.events.models import DeliveryState, Source
from practices.events.queries import Filters
from practices.registry.models import Organization, Practice


class EndpointForm(forms.Form):
    words = forms.CharField(max_length=60, label="What it is")
    url = forms.CharField(max_length=addresses.URL_LENGTH_MAX, label="URL")
    events = forms.MultipleChoiceField(
        choices=[(kind.name, kind.words) for kind in OFFERED],
        error_messages={"required": "Choose at least one event."},
    )

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        try:
            addresses.parse(url, private=settings.WEBHOOKS_TO_PRIVATE)
        except addresses.NotAnAddress as why:
            raise forms.ValidationError(str(why)) from None
        return url


class DoorForm(forms.Form):
    practice = forms.ModelChoiceField(Practice.objects.none())
    source = forms.ChoiceField(choices=Source.choices)

    def __init__(self, data: Any, *, organization: Organization) -> None:  # noqa: ANN401  # Django's signature
        super().__init__(data)
        field = self.fields["practice"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organization.practices.ready().by_name()


class LogForm(forms.Form):
    """The filters live in the URL; what makes no sense counts as not asked."""

    endpoint = forms.UUIDField(required=False)
    state = forms.ChoiceField(required=False, choices=[("", "Any"), *DeliveryState.choices])
    type = forms.ChoiceField(required=False, choices=[("", "Any"), *((n, n) for n in CATALOGUE)])
    after = forms.UUIDField(required=False)

    def filters(self) -> Filters:
        self.is_valid()
        asked = self.cleaned_data
        return Filters(
            endpoint_id=_known(asked.get("endpoint")),
            state=asked.get("state", ""),
            name=asked.get("type", ""),
            after=_known(asked.get("after")),
        )


def _known(value: object) -> uuid.UUID | None:
    return value if isinstance(value, uuid.UUID) else None
