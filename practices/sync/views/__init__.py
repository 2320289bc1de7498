"""How practices are connected: one practice's agents and tables, and all of a group at a glance."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Practice
from practices.sync import actions, queries
from practices.sync.models import Agent, Stream, WriteMode


@requires(Permission.RUN_PRACTICES)
def connections(request: HttpRequest) -> HttpResponse:
    group = cast(PracticeRequest, request).organization
    practices = list(group.practices.ready().by_name())
    rows = queries.connections(practices, now=timezone.now())
    shown = {"group": group, "connections": rows, "stop": queries.stop_of_group(group)}
    return render(request, "sync/connections.html", shown)


@requires(Permission.RUN_PRACTICES)
def connection(request: HttpRequest) -> HttpResponse:
    return _shown(request, cast(PracticeRequest, request).practice)


@requires(Permission.RUN_PRACTICES)
@require_POST
def release(request: HttpRequest, table: str) -> HttpResponse:
    practice = cast(PracticeRequest, request).practice
    get_object_or_404(Stream, table=table)
    actions.release_deletes(table=table)
    messages.success(request, f"Deletes of {table} go through at the next comparison.")
    return redirect("sync:connection", practice=practice.public_id)


@requires(Permission.RUN_PRACTICES)
@require_POST
def resumption(request: HttpRequest, table: str) -> HttpResponse:
    practice = cast(PracticeRequest, request).practice
    get_object_or_404(Stream, table=table)
    if actions.resume(table=table):
        messages.success(request, f"{table} goes on as soon as the agent asks, within 15 minutes.")
    return redirect("sync:connection", practice=practice.public_id)


@requires(Permission.RUN_PRACTICES)
@require_POST
def resending(request: HttpRequest, table: str) -> HttpResponse:
    practice = cast(PracticeRequest, request).practice
    get_object_or_404(Stream, table=table)
    try:
        actions.order_resend(table=table, reason=request.POST.get("reason", ""))
    except actions.NoReason as why:
        messages.error(request, str(why))
    else:
        messages.success(request, f"{table} is read again from its beginning.")
    return redirect("sync:connection", practice=practice.public_id)


@requires(Permission.RUN_PRACTICES)
@require_POST
def program(request: HttpRequest) -> HttpResponse:
    practice = cast(PracticeRequest, request).practice
    accepted = actions.accept_program(program=request.POST.get("program", ""))
    messages.success(request, f"Rows of {accepted} tables may come.")
    return redirect("sync:connection", practice=practice.public_id)


@requires(Permission.RUN_PRACTICES)
@require_POST
def diagnostics(request: HttpRequest, public_id: str, agent: uuid.UUID) -> HttpResponse:
    practice = _practice(request, public_id)
    row = get_object_or_404(Agent, pk=agent, practice=practice)
    actions.ask_diagnostics(agent=row, now=timezone.now())
    messages.success(request, "Somebody at the practice may now run dso-agent diagnostics.")
    return redirect("sync:connection", practice=practice.public_id)


@requires(Permission.RUN_PRACTICES)
@require_POST
def code(request: HttpRequest, public_id: str) -> HttpResponse:
    practice = _practice(request, public_id)
    told = actions.issue_code(practice=practice, now=timezone.now())
    return render(request, "sync/code.html", {"practice": practice, "code": told})


@requires(Permission.RUN_PRACTICES)
@require_POST
def approval(request: HttpRequest, public_id: str, agent: uuid.UUID) -> HttpResponse:
    return _decided(request, public_id, agent, is_approved=True)


@requires(Permission.RUN_PRACTICES)
@require_POST
def revocation(request: HttpRequest, public_id: str, agent: uuid.UUID) -> HttpResponse:
    return _decided(request, public_id, agent, is_approved=False)


def _decided(
    request: HttpRequest, public_id: str, agent_id: uuid.UUID, *, is_approved: bool
) -> HttpResponse:
    practice = _practice(request, public_id)
    agent = get_object_or_404(Agent, pk=agent_id, practice=practice)
    try:
        (actions.approve if is_approved else actions.revoke)(agent_id=agent.pk, now=timezone.now())
    except actions.NotWaiting as why:
        messages.error(request, f"Nothing was done. {why}")
    else:
        messages.success(request, "Approved." if is_approved else "The agent's key opens nothing.")
    return redirect("sync:connection", practice=practice.public_id)


def _practice(request: HttpRequest, public_id: str) -> Practice:
    group = cast(PracticeRequest, request).organization
    return get_object_or_404(Practice.objects.ready(), organization=group, public_id=public_id)


def _shown(request: HttpRequest, practice: Practice) -> HttpResponse:
    streams = queries.streams()
    agents = [(agent, queries.words_of(agent)) for agent in queries.agents_of(practice)]
    shown = {
        "practice": practice,
        "health": queries.health_inside(practice, streams, now=timezone.now()),
        "agents": agents,
        **_of_tables(streams),
        **_of_writing(),
    }
    return render(request, "sync/connection.html", shown)


def _of_tables(streams: list[Stream]) -> dict[str, object]:
    counts, misread = queries.rows_by_table(), queries.misread_by_table()
    return {
        "streams": [(s, counts.get(s.table, 0), misread.get(s.table, 0)) for s in streams],
        "observed": sorted({stream.program for stream in streams if stream.is_observed}),
    }


def _of_writing() -> dict[str, object]:
    return {
        "writing": queries.switch_here(),
        "modes": WriteMode,
        "write_backs": queries.write_back_counts(),
    }
