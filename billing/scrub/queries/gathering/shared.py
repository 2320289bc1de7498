"""What all claims of a practice share: who bills, its list of codes, its usual fees."""

import uuid
from collections.abc import Collection

from billing.scrub.facts import Listed
from billing.scrub.parties import Address, Billing
from billing.scrub.queries.gathering.reading import rows
from compliance.access import context
from practices.mirror.models import Clinic, ProcedureCode, Provider
from practices.registry.models import Practice

PERSON_NPI, ORGANIZATION_NPI = 1, 2

USUAL = """
SELECT c.code, min(f.cents) FROM mirror_fee f
  JOIN mirror_feeschedule s ON s.source_key = f.schedule_key AND s.kind = 'usual'
  JOIN mirror_procedurecode c ON c.source_key = f.code_key
 WHERE c.code = ANY (%(keys)s::text[]) AND f.gone_at IS NULL AND NOT s.is_hidden
 GROUP BY c.code HAVING count(DISTINCT f.cents) = 1
"""


def practice() -> Practice:
    """The one we stand in."""
    return Practice.objects.get(pk=context.practice().id)


class Bills:
    """Who bills, by clinic and billing provider; the same two give the same value."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._clinics = {row.source_key: row for row in Clinic.objects.filter(gone_at=None)}
        self._providers = {row.pk: row for row in Provider.objects.filter(gone_at=None)}
        self._known: dict[tuple[str, uuid.UUID | None], Billing] = {}

    def of(self, clinic_key: str, provider_id: uuid.UUID | None) -> Billing:
        key = clinic_key, provider_id
        if key not in self._known:
            self._known[key] = self._billing(*key)
        return self._known[key]

    def _billing(self, clinic_key: str, provider_id: uuid.UUID | None) -> Billing:
        clinic = self._clinics.get(clinic_key) or next(iter(self._clinics.values()), None)
        provider = self._providers.get(provider_id) if provider_id else None
        is_person = provider is not None and provider.is_person
        return Billing(
            npi=(provider.npi if provider else "") or self._practice.npi,
            npi_kind=PERSON_NPI if is_person else ORGANIZATION_NPI,
            tax_id=self._practice.tax_id,
            taxonomy=provider.taxonomy if provider else "",
            name=provider.name if provider else self._practice.name,
            is_person=is_person,
            address=_address(clinic),
            phone=clinic.phone if clinic else "",
        )


def _address(clinic: Clinic | None) -> Address:
    if clinic is None:
        return Address()
    return Address(street=clinic.address, city=clinic.city, state=clinic.state, zip=clinic.zip)


def code_list() -> dict[str, Listed]:
    found = ProcedureCode.objects.filter(gone_at=None).values_list("code", "is_never_billed")
    return {code: Listed(is_never_billed=never) for code, never in found}


def usual_fees(codes: Collection[str]) -> dict[str, int]:
    """Of one unit, where the practice's usual schedules agree on it."""
    return dict(rows(USUAL, codes))
