"""How practices are connected: one practice's agents and tables, and a group at a glance."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Practice
from practices.sync import queries
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


def _shown(request: HttpRequest, practice: Practice) -> HttpResponse:
    streams = queries.streams()
    agents = [(agent, queries.words_of(agent)) for agent in queries.agents_of(practice)]
    shown = {
        "practice": practice,
        "health": queries.health_inside(practice, streams, now=timezone.now()),
        "agents": agents,
        **_of_tables(streams),
        **_of_writing(),
        **_of_drops(practice, agents),
    }
    return render(request, "sync/connection.html", shown)


def _of_drops(practice: Practice, agents: list[tuple[Agent, tuple[str, ...]]]) -> dict[str, object]:
    brought = queries.brought_by_agent(practice)
    return {"bringing": [(a, words, brought.get(a.pk)) for a, words in agents if a.may_be_let_drop]}


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
