"""The demo's clearinghouse: a folder that a program beside ours looks after."""

from django.conf import settings

from billing.submission.models import Clearinghouse, Route
from dso.embedded.lineup import HOUSE_FOLDER
from practices.registry.models import Organization

NAME = "Sample Clearinghouse"


def the_house(organization: Organization) -> Clearinghouse:
    """For claims of all payers; the same at each call."""
    told = {
        "kind": "folder", "address": str(settings.DATA / HOUSE_FOLDER), "sender": "LAKESHORE",
        "receiver": "SAMPLEHOUSE",
    }  # fmt: skip
    row, _ = Clearinghouse.objects.get_or_create(
        organization=organization, name=NAME, defaults=told
    )
    Route.objects.get_or_create(
        organization=organization, payer=None, transaction="claims", house=row
    )
    return row
