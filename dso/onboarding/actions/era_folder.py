"""A group for anybody's remittances: the practices they pay and the claims they answer."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from billing.claims import actions as claims
from billing.payers.models import Payer
from billing.x12 import codec
from compliance.access.roles import Role
from compliance.identity.models import User
from compliance.intake import child
from dso.onboarding.derive import AskedClaim, derive
from dso.onboarding.payees import Payee
from dso.onboarding.signins import BILLER
from practices.mirror.models import Patient
from practices.registry import actions as registry
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice
from remits.clearing.reading import ReadPayment, payment_of

ORGANIZATION_ID, ORGANIZATION_NAME = "remittances", "Your remittances"
REGION = {"all": "All practices"}


def prepare_for(files: Sequence[bytes], *, now: datetime, today: date) -> Organization:
    """Found the group that these files pay; what cannot be read is passed over here.

    Names of patients are not taken from the files: they become Patient 0001 and so on.
    """
    derived = derive([payment for data in files for payment in _read(data)], today=today)
    organization = registry.found_organization(
        public_id=ORGANIZATION_ID, name=ORGANIZATION_NAME, regions=REGION
    )
    person = User.objects.create_user(BILLER.email, BILLER.password, name=BILLER.name)
    registry.grant(user=person, role=Role.CENTRAL_BILLER, at=organization)
    payer_ids = _payers(derived.payers)
    by_payee: defaultdict[int, list[AskedClaim]] = defaultdict(list)
    for claim in derived.claims:
        by_payee[claim.payee].append(claim)
    for place, payee in enumerate(derived.payees):
        practice = _practice(organization, place, payee, now=now)
        with in_practice(practice):
            _open(by_payee[place], payer_ids, now=now)
    return organization


def _read(data: bytes) -> list[ReadPayment]:
    """The same limited child reads the file that will read it when it is taken in."""
    try:
        told = list(
            codec.read_lines(
                child.read_in_child("billing.x12", data=data, arguments=["stream", "-"])
            )
        )
    except child.ChildFailed:
        return []
    if told[-1].refused is not None:
        return []
    return [
        payment_of(line.remittance, ordinal=number, data=data)
        for number, line in enumerate(told, start=1)
        if line.remittance is not None
    ]


def _payers(names: dict[str, str]) -> dict[str, uuid.UUID]:
    rows = [
        Payer(
            public_id=f"payer_{number:04d}",
            name=(name or f"Payer {number:04d}")[:80],
            originator_id=originator_id,
        )
        for number, (originator_id, name) in enumerate(names.items(), start=1)
    ]
    Payer.objects.bulk_create(rows)
    return {row.originator_id: row.pk for row in rows}


def _practice(organization: Organization, place: int, payee: Payee, *, now: datetime) -> Practice:
    return registry.add_practice(
        organization=organization,
        region=organization.regions.get(),
        public_id=f"practice_{place + 1:02d}",
        name=payee.name[:120],
        npi=payee.npi,
        tax_id=payee.tax_id,
        joined_on=now.date(),
        now=now,
    )


def _open(asked: Sequence[AskedClaim], payer_ids: dict[str, uuid.UUID], *, now: datetime) -> None:
    patient_ids = _patients(claim.patient for claim in asked)
    claims.open_claims(
        [
            claims.NewClaim(
                control_number=claim.control_number,
                patient_id=patient_ids[claim.patient],
                payer_id=payer_ids[claim.originator_id],
                provider_id=None,
                served_on=claim.served_on,
                sent_on=claim.served_on,
                rank=claim.rank,
                member_id=claim.member_id[:80],
                payer_control_number=claim.payer_control_number[:50],
                lines=tuple(
                    claims.NewLine(
                        code=line.code,
                        charge_cents=line.charge_cents,
                        served_on=line.served_on,
                        control_number=line.control_number,
                    )
                    for line in claim.lines
                ),
            )
            for claim in asked
        ],
        now=now,
    )


def _patients(keys: Iterable[str]) -> dict[str, uuid.UUID]:
    rows = {
        key: Patient(source_key=f"P{number:04d}", first_name="Patient", last_name=f"{number:04d}")
        for number, key in enumerate(dict.fromkeys(keys), start=1)
    }
    Patient.objects.bulk_create(rows.values())
    return {key: row.pk for key, row in rows.items()}
