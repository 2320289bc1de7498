"""Putting patients, their cover and two years of claims into one practice we stand in."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from billing.claims import actions as claims
from billing.claims.models import Claim
from billing.claims.states import ClaimState
from billing.ledger import actions as ledger
from dso.onboarding import records
from dso.onboarding.booking import legs_of_answer
from dso.onboarding.cases import Case
from dso.onboarding.fees import FEES
from dso.onboarding.group import TREATERS, Site
from dso.onboarding.history import Past, Stage
from dso.onboarding.people import Person
from practices.mirror import actions as mirror
from practices.mirror.models import Patient, Provider

Ids = Mapping[str, uuid.UUID]
CLAIMS_PER_BATCH = 500


def fill(
    site: Site, people: Sequence[Person], past: Sequence[Past], *, payer_ids: Ids, now: datetime
) -> None:
    """People first, then claims with their charges, then what settled the older ones."""
    provider_ids = _treaters(site)
    patient_ids = _patients(people)
    for start in range(0, len(past), CLAIMS_PER_BATCH):
        batch = past[start : start + CLAIMS_PER_BATCH]
        opened = claims.open_claims(
            [_new_claim(one.case, patient_ids, payer_ids, provider_ids) for one in batch], now=now
        )
        _settle(list(zip(opened, batch, strict=True)), now=now)


def _treaters(site: Site) -> Ids:
    mirror.lay(
        "Provider",
        [
            {"source_key": key, "name": TREATERS[key].name, "role": TREATERS[key].role,
             "npi": TREATERS[key].npi, "is_active": True}
            for key in site.provider_ids
        ],
    )  # fmt: skip
    return dict(Provider.objects.values_list("source_key", "pk"))


def _patients(people: Sequence[Person]) -> Ids:
    mirror.lay("Patient", [records.patient(person) for person in people])
    for record, rows in records.covers(people).items():
        mirror.lay(record, rows)
    return dict(Patient.objects.values_list("source_key", "pk"))


def _new_claim(case: Case, patient_ids: Ids, payer_ids: Ids, provider_ids: Ids) -> claims.NewClaim:
    cover = case.person.covers[case.rank - 1]
    return claims.NewClaim(
        control_number=case.control_number,
        patient_id=patient_ids[case.person.source_key],
        payer_id=payer_ids[cover.insurer.public_id],
        provider_id=provider_ids[case.provider_id],
        served_on=case.served_on,
        sent_on=case.sent_on,
        rank=case.rank,
        member_id=cover.member_id,
        lines=tuple(
            claims.NewLine(
                code=service.code,
                label=FEES[service.code].label,
                tooth=service.tooth,
                surfaces=FEES[service.code].surfaces,
                charge_cents=service.fee_cents,
                served_on=case.served_on,
                control_number=service.control_number,
            )
            for service in case.services
        ),
    )


def _settle(opened: Sequence[tuple[Claim, Past]], *, now: datetime) -> None:
    """Book the answers of the years before, and move those claims to where they led."""
    settled = [(claim, past) for claim, past in opened if past.stage is Stage.SETTLED]
    ledger.post_entries([_entry(claim, past) for claim, past in settled], now=now)
    for is_denied, state in ((True, ClaimState.DENIED), (False, ClaimState.ANSWERED)):
        there = [claim for claim, past in settled if past.is_denied is is_denied]
        claims.move_all(there, to=state)


def _entry(claim: Claim, past: Past) -> ledger.NewEntry:
    return ledger.NewEntry(
        source=f"history:{claim.pk}",
        legs=legs_of_answer(past),
        effective_on=past.answered_on,
        memo="Answered before this house was opened",
        claim_id=claim.pk,
    )
