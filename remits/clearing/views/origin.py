"""Whose agents brought a file, as far as the person may know the practice."""

import uuid
from collections.abc import Sequence

from practices.registry.middleware import PracticeRequest


def brought_by(request: PracticeRequest, origins: Sequence[uuid.UUID]) -> list[str]:
    """Names of practices, in the order in which their agents came."""
    by_key = {practice.pk: practice.name for practice in request.places.practices}
    return [by_key.get(pk, "another practice") for pk in origins]
