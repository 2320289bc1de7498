"""A member with a crown planned tomorrow, small enough to know by heart."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings

from billing.eligibility import actions
from billing.eligibility.models import BenefitRecord, Inquiry
from billing.eligibility.sending import ask_due
from billing.payers.models import Payer
from practices.mirror import models
from practices.mirror.models import Coverage
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.doubles.payer.serving import Clearinghouse, serving

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
PAYER = "Sample Dental"
DAYS = 7


def payer() -> Payer:
    found = Payer.objects.filter(public_id="code-12345").first()
    return found or Payer.objects.create(public_id="code-12345", name=PAYER)


def member(
    key: str = "1", *, number: str = "W100", codes: tuple[str, ...] = ("D2740",), days: int = 1
) -> str:
    """A patient of the practice we stand in, their cover and their visit; gives the cover's key.

    Their member number chooses how the payer's double behaves.
    """
    at = NOW + timedelta(days=days)
    put(models.Carrier, "c1", name=PAYER, payer_code="12345")
    put(models.Plan, "l1", carrier_id="c1", kind="ppo", group_number="G1")
    born_on = date(1980, 4, 2)
    put(models.Patient, f"p{key}", first_name="Testa", last_name=f"Sample{key}", born_on=born_on)
    put(models.Subscription, f"s{key}", plan_id="l1", subscriber_id=f"p{key}", member_id=number)
    put(
        models.Coverage, f"v{key}", patient_id=f"p{key}", subscription_id=f"s{key}", rank=1,
        relationship="self",
    )  # fmt: skip
    put(models.Appointment, f"a{key}", patient_id=f"p{key}", status="scheduled", starts_at=at)
    for code in codes:
        put(models.ProcedureCode, code, code=code)
        put(
            models.Procedure, f"d{key}{code}", patient_id=f"p{key}", appointment_id=f"a{key}",
            code_id=code, status="planned", fee_cents=1200_00,
        )  # fmt: skip
    return f"v{key}"


def put(model: type[Any], key: str, **columns: object) -> None:
    model.objects.update_or_create(source_key=key, defaults=columns)


def look(practice: Practice, *, now: datetime = NOW) -> int:
    payer()
    with in_practice(practice):
        return actions.look_ahead(now=now, days=DAYS)


@contextmanager
def clearinghouse(behaviour: str = "", *, door: str = "plain") -> Iterator[Clearinghouse]:
    """The double behind our door while the block runs."""
    house = Clearinghouse(behaviour)
    before = settings.ELIGIBILITY_URL, settings.ELIGIBILITY_DOOR
    with serving(house) as url:
        settings.ELIGIBILITY_URL, settings.ELIGIBILITY_DOOR = url, door
        try:
            yield house
        finally:
            settings.ELIGIBILITY_URL, settings.ELIGIBILITY_DOOR = before


def ask(*, now: datetime = NOW) -> int:
    return ask_due(clock=lambda: now, chance=lambda: 0.0)


def inquiry(practice: Practice, cover: str = "v1") -> Inquiry:
    with in_practice(practice):
        return Inquiry.objects.filter(coverage_key=cover).latest("created_at", "pk")


def record(practice: Practice, cover: str = "v1") -> BenefitRecord:
    with in_practice(practice):
        return BenefitRecord.objects.filter(coverage_key=cover).latest("created_at", "pk")


def coverage(practice: Practice, cover: str = "v1") -> Coverage:
    with in_practice(practice):
        return Coverage.objects.get(source_key=cover)
