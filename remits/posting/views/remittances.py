"""One remittance as a whole: posted, taken back, and told in words to print."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.jobs import actions as jobs
from practices.registry.ids import new_id
from practices.registry.middleware import PracticeRequest
from remits.matching.models import Remittance
from remits.posting import queries
from remits.posting.forms import OneForm
from remits.posting.views.approving import enqueue_approval, fresh_only
from remits.posting.views.showing import answer_of, answered


@require_POST
@requires(Permission.POST_PAYMENTS)
def remittance_posting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Post everything of one remittance that is proposed; what has a question stays."""
    practice = cast(PracticeRequest, request).practice
    subjects = queries.proposed_in(get_object_or_404(Remittance.objects.all(), pk=pk))
    if not subjects:
        messages.warning(request, "Nothing of this remittance waits for a yes.")
        return redirect(_remittance_path(request, pk))
    if not fresh_only(request, {practice.pk: subjects}):
        return redirect(_remittance_path(request, pk))
    batch = new_id().hex
    enqueue_approval(request, batch, practice.pk, subjects)
    return redirect("posting:approval", batch=batch)


@require_POST
@requires(Permission.POST_PAYMENTS)
def remittance_undoing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back all postings of one remittance, each by its own reversing entry."""
    served, row = cast(PracticeRequest, request), get_object_or_404(Remittance.objects.all(), pk=pk)
    jobs.enqueue(
        kind="posting.take_back",
        key=f"{row.pk.hex}:{new_id().hex}",
        practice=served.practice.pk,
        arguments={"user": served.user.pk, "remittance": row.pk.hex},
        now=timezone.now(),
    )
    messages.success(request, "All its postings are being taken back; nothing is deleted.")
    return redirect(_remittance_path(request, pk))


def _remittance_path(request: HttpRequest, pk: uuid.UUID) -> str:
    practice = cast(PracticeRequest, request).practice.public_id
    return reverse("matching:remittance", kwargs={"practice": practice, "pk": pk})


@requires(Permission.SEE_REMITTANCES)
def explanation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the payer says of each claim, in our words, to print: of all of them or of one."""
    row, form = get_object_or_404(Remittance.objects.all(), pk=pk), OneForm(request.GET)
    only = form.cleaned_data["payment"] if form.is_valid() else None
    told = [answered(one, answer_of(one)) for one in queries.explained(row, only)]
    if not told:
        raise Http404
    shown = {"remittance": row, "told": told, "only": only, "now": timezone.now()}
    return render(request, "posting/explanation.html", shown)
