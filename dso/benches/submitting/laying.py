"""A practice with claims that may leave, and a clearinghouse over a folder."""

from pathlib import Path

from django.db import connections

from billing.submission.models import Clearinghouse, Route
from dso.benches.scrubbing import laying
from practices.registry.models import Practice

CLINIC = """
INSERT INTO mirror_clinic (source_key, name, address, city, state, zip, phone, place,
    billing_provider_key, billing_address, bills_from_here, is_medical_only)
VALUES ('1', 'Main', '10 Main St', 'Lakeview', 'OH', '441011234', '2165550100', '', '', '', false,
        false)
"""
READY = "UPDATE claims_claim SET state = 'ready'"
# Numbers of claims are one practice's own.
NUMBERS = "UPDATE claims_claim SET control_number = %s || substr(control_number, 2)"
ROUTES = """
INSERT INTO claims_claimroute (id, practice_id, control_number)
SELECT gen_random_uuid(), %s, control_number FROM claims_claim
"""


def lay(practice: Practice, claims: int, letter: str) -> None:
    """`letter` begins the numbers of its claims."""
    laying.lay(practice, claims)
    with connections["owner"].cursor() as cursor:
        cursor.execute(f'SET search_path = "{practice.schema}", public')
        cursor.execute("SELECT set_config('dso.actor', 'system:bench', false)")
        cursor.execute(CLINIC)
        cursor.execute(NUMBERS, [letter])
        cursor.execute(READY)
        cursor.execute(ROUTES, [practice.pk])
        cursor.execute("VACUUM ANALYZE")


def house_at(practice: Practice, folder: Path) -> Clearinghouse:
    for each in ("out", "in", "archive", "sent"):
        (folder / each).mkdir(parents=True, exist_ok=True)
    house = Clearinghouse.objects.create(
        organization=practice.organization, name="Bench House", kind="folder",
        address=str(folder), sender="BENCH", receiver="HOUSE",
    )  # fmt: skip
    Route.objects.create(organization=practice.organization, transaction="claims", house=house)
    return house
