"""Stepping into the clearing, whose rows belong to no practice."""

from collections.abc import Iterator
from contextlib import contextmanager

from compliance.access.rights import CLEARING
from practices.registry.tenancy import in_area


@contextmanager
def in_clearing() -> Iterator[None]:
    """One transaction, or a part of the outer one, under the clearing's own database role."""
    with in_area(CLEARING):
        yield
