"""A report is kept; and one plain line goes to the account in the practice's own system."""

import hashlib
import uuid
from datetime import datetime

import msgspec
from django.db import transaction
from django.utils import timezone

from billing.claims.models import Claim
from billing.claims.states import ClaimState
from billing.scrub.batch import totals_of
from billing.scrub.models import ClaimCheck, FindingRow, Report, ReportFile
from billing.scrub.queries.batch import batch
from compliance.access import context
from practices.jobs import actions as jobs
from practices.sync import actions as sync
from practices.sync import queries as sync_queries
from practices.sync.kinds import One
from practices.sync.models import WriteBack, WriteMode
from practices.wire.commands import AddCommlog

DRAW = "scrub.draw"


@transaction.atomic
def keep_report(which: str, *, name: str, now: datetime) -> Report:
    """As the claims stand now; a job draws it. Raises KeyError for no such choice."""
    told = batch(which)
    sums = totals_of(told.claims)
    row = Report.objects.create(
        which=which,
        body=msgspec.to_builtins(told),
        claims=sums.claims,
        held=sums.held,
        ready=sums.ready,
        charge_cents=sums.charge_cents,
        at_risk_cents=sums.at_risk_cents,
        rulesets=" ".join(sums.rulesets)[:200],
        made_at=now,
        made_name=name,
    )
    place = context.practice().id
    arguments = {"report": str(row.pk)}
    jobs.enqueue(kind=DRAW, key=f"{place}:{row.pk}", practice=place, arguments=arguments, now=now)
    return row


def keep_file(report_id: uuid.UUID, content: bytes, *, now: datetime) -> bool:
    """The drawing as it stays; False where it was drawn before."""
    told = {"content": content, "sha256": hashlib.sha256(content).hexdigest(), "drawn_at": now}
    _, is_new = ReportFile.objects.get_or_create(report_id=report_id, defaults=told)
    return is_new


class NoAccount(RuntimeError):
    """The practice's own system does not know the patient, or the claim was not checked."""


@transaction.atomic
def write_to_account(claim_id: uuid.UUID, *, now: datetime) -> bool:
    """Order one line for the patient's account; False where this check's was ordered before.

    Raises NoAccount.
    """
    claim = Claim.objects.select_for_update(of=("self",), no_key=True).with_names().get(pk=claim_id)
    check = ClaimCheck.objects.filter(claim=claim).first()
    patient = claim.patient.source_key
    if check is None or check.checked_at is None or not patient.isdigit() or int(patient) < 1:
        raise NoAccount("The practice's system has no account for it, or it was not checked yet.")
    key = f"scrub:{claim.pk}:{check.checked_at:%Y%m%dT%H%M%S%f}"
    if WriteBack.objects.filter(key=key).exists():
        return False
    step = AddCommlog(patient=int(patient), note=_line(claim, check))
    body = One(step=step, order_key=f"account:{patient}")
    sync.queue_write_back(key=key, kind="commlog", subject_id=claim.pk, body=body, now=now)
    return True


def write_if_released(claim_id: uuid.UUID, *, now: datetime) -> None:
    """A person let it go and it is ready: where writing is on, its account says so."""
    if sync_queries.mode() == WriteMode.OFF:
        return
    if Claim.objects.filter(pk=claim_id, state=ClaimState.READY).exists():
        try:
            write_to_account(claim_id, now=now)
        except NoAccount:
            return


def _line(claim: Claim, check: ClaimCheck) -> str:
    """Without a word of what was done."""
    found = FindingRow.objects.standing().filter(claim=claim)
    answered = found.exclude(answer="").count()
    on = f"{timezone.localdate(check.checked_at):%Y-%m-%d}" if check.checked_at else ""
    state = ClaimState(claim.state).label.lower()
    return (
        f"Claim {claim.control_number} to {claim.payer.name}: {state}. Checked {on}, rules"
        f" {check.ruleset}: {check.holds} holding, {check.warns} to look at, {answered} answered."
    )
