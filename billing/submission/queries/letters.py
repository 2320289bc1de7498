"""Files of clearinghouses for rooms above, such as remittances."""

import uuid
from dataclasses import dataclass, field

from billing.submission.models import InboundFile
from compliance.access.rights import CLEARING
from practices.registry.models import Organization
from practices.registry.tenancy import in_area


@dataclass(frozen=True, slots=True)
class Letter:
    organization: Organization
    name: str
    content: bytes = field(repr=False)


def letter_of(file_id: uuid.UUID) -> Letter:
    """Raises InboundFile.DoesNotExist."""
    with in_area(CLEARING):
        row = InboundFile.objects.select_related("organization").get(pk=file_id)
        return Letter(row.organization, row.name, bytes(row.content))
