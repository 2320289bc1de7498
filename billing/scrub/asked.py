"""Rooms above that say more of a claim while it is checked, such as how probably it is denied.

They are asked in the check's own transaction with what it gathered, for all its claims at once. One
that fails is left out: no claim waits for it.
"""

import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction

from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Finding

log = logging.getLogger(__name__)


class Seen(NamedTuple):
    """A claim that was checked: its facts, and what was found."""

    facts: ClaimFacts
    findings: Sequence[Finding]


class Risk(NamedTuple):
    """1 to 999 of a thousand, and by which model."""

    permille: int
    model: str


Ask = Callable[[Sequence[Seen], date], Mapping[uuid.UUID, Risk]]
_asked: list[Ask] = []


def asks(one: Ask) -> Ask:
    """Ask it at each check from now on."""
    if one not in _asked:
        _asked.append(one)
    return one


def risks(seen: Sequence[Seen], *, today: date) -> dict[uuid.UUID, Risk]:
    """By claim, as far as anybody says."""
    found: dict[uuid.UUID, Risk] = {}
    for ask in _asked:
        try:
            with transaction.atomic():
                found |= ask(seen, today)
        except Exception as problem:  # what somebody adds to a check may not stop it
            log.error("%s says nothing: %s", ask.__module__, type(problem).__name__)
    return found
