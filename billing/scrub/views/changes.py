"""Asking a provider to sign, and taking back what the machine mended."""

import uuid
from typing import cast

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.claims.models import Claim
from billing.scrub import actions, telling
from billing.scrub.clinical import NARRATIVE, CannotPropose
from billing.scrub.finding import Change
from billing.scrub.forms import ProposalForm
from billing.scrub.models import ClaimChange, FindingRow
from billing.scrub.queries import gather, reading_of
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest

DRAFTED = "Drafted from the chart; each sentence stands on words of a note."


@require_POST
@requires(Permission.WORK_CLAIMS)
def proposal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a form says, or what a finding knows to be right."""
    claim, form = get_object_or_404(Claim, pk=pk), ProposalForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Say which field, what it should be, and why.")
    elif form.cleaned_data["finding"]:
        _of_finding(request, claim, form.cleaned_data["finding"])
    else:
        _propose(request, claim, form.change(), because=form.cleaned_data["because"])
    return _back(request, pk)


def _of_finding(request: HttpRequest, claim: Claim, pk: uuid.UUID) -> None:
    found = get_object_or_404(FindingRow.objects.standing(), pk=pk, claim=claim)
    if found.change is None:
        raise Http404
    told = msgspec.convert(found.change, Change)
    _propose(request, claim, told, because=found.text, rule=found.rule, version=found.version)


@require_POST
@requires(Permission.WORK_CLAIMS)
def narrative(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The draft of a line, drafted again here, so that it holds what the chart says and no more."""
    claim = get_object_or_404(Claim, pk=pk)
    facts = gather([pk], today=timezone.localdate())[0]
    drafts = telling.shown_drafts(facts, telling.drafts_of(facts, reading_of))
    asked = request.POST.get("line", "")
    told = next((one.text for one in drafts if str(one.line.number) == asked), "")
    change = Change(field=NARRATIVE, before=facts.narrative, after=told)
    _propose(request, claim, change, because=DRAFTED)
    return _back(request, pk)


def _propose(request: HttpRequest, claim: Claim, change: Change, **told: str) -> None:
    """`told` are because and, of a finding, its rule and version."""
    name, now = cast(PracticeRequest, request).user.name, timezone.now()
    when = {"now": now, "today": timezone.localdate(now)}
    try:
        actions.propose(claim.pk, change, name=name, **told, **when)  # type: ignore[arg-type]  # texts and moments
    except CannotPropose as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, "A provider is asked to sign. The claim stays as it is.")


@require_POST
@requires(Permission.WORK_CLAIMS)
def taking_back(request: HttpRequest, pk: uuid.UUID, change: uuid.UUID) -> HttpResponse:
    """The machine's correction is wrong here, and is not made again."""
    row = get_object_or_404(ClaimChange, pk=change, claim=pk, is_clinical=False)
    name, now = cast(PracticeRequest, request).user.name, timezone.now()
    try:
        actions.take_back(row.pk, reason="", name=name, now=now, today=timezone.localdate())
    except actions.NotOpen as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, "Taken back. It is not made again on this claim.")
    return _back(request, pk)


def _back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return redirect("scrub:check", cast(PracticeRequest, request).practice.public_id, pk)
