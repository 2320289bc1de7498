"""A practice with one claim to one payer, and somebody of the group who looks at pages."""

from billing.claims.models import Claim
from billing.payers.models import Payer
from compliance.access.roles import Role
from practices.mirror.models import Provider
from practices.registry.models import Practice
from tests.remits import builders
from tests.test_access import person

ADMIN, AUDITOR = Role.DSO_ADMIN, Role.AUDITOR


def dentist() -> Provider:
    told = {"name": "Doc Sample", "role": "dentist", "npi": ""}
    return Provider.objects.get_or_create(source_key="doc", defaults=told)[0]


def unsent(number: str = "ALD-1", **given: object) -> Claim:
    """Inside a practice: one that has not left, to the sample payer."""
    return builders.claim(number, payer_row=Payer.objects.get(), sent_on=None, **given)


__all__ = ["ADMIN", "AUDITOR", "Practice", "dentist", "person", "unsent"]
