"""`manage.py up`: the whole product in one terminal."""

import argparse
import importlib
import os
import sys
import time
import webbrowser
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connections

from dso import env
from dso.embedded import address, announce, lineup
from dso.embedded.default import ensure_default_database
from dso.embedded.postgres import Server
from dso.embedded.supervisor import ROLES, Supervisor, only_one
from dso.embedded.terminal import Lines, Terminal, log_to
from dso.embedded.trouble import NoPlace, in_words

PORT_MAX = 65_535


class Command(BaseCommand):
    help = (
        "Start database, worker, schedule and web, and keep them up until Ctrl-C. "
        "DSO_ROLE=web, worker or beat starts one part, over a database that is prepared."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="load the demo group once")
        parser.add_argument("--port", type=_port, default=8000, help="where the pages are served")
        parser.add_argument("--no-browser", action="store_true", help="open no browser")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        try:
            self._run(options)
        except (OSError, DatabaseError, psycopg.Error) as problem:
            words = in_words(problem, settings.DATA)
            if words is None:
                raise
            raise NoPlace(words) from problem

    def _run(self, options: dict[str, Any]) -> None:
        began = time.monotonic()
        role = env.choice("DSO_ROLE", "all", allowed=ROLES)
        place = f"http://{address.HOST}:{options['port']}"
        _hand_down(place, demo=options["demo"])
        terminal = Terminal()
        log_to(terminal)
        with only_one(settings.DATA, role, place):
            if role in ("all", "web"):
                address.require_free(options["port"])
            try:
                server = _make_ready(terminal, is_first=role == "all", demo=options["demo"])
            except KeyboardInterrupt:
                terminal.line("up", "stopped before the start was complete; nothing is lost")
                sys.exit(130)

            def say_ready() -> None:
                _announce(terminal, place, time.monotonic() - began, options["demo"], server)
                if not options["no_browser"] and _somebody_looks():
                    webbrowser.open(place)

            port, data = options["port"], settings.DATA
            parts = lineup.parts(role, port, data, terminal, demo=options["demo"])
            sys.exit(Supervisor(data, role, port, terminal, server, parts).serve(say_ready))


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= PORT_MAX:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1 to {PORT_MAX}")
    return int(text)


def _hand_down(place: str, *, demo: bool) -> None:
    """What the parts are to know. Byte code is written, or five processes compile all we have."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.setdefault("PUBLIC_URL", place)
    if demo:
        os.environ["DSO_DEMO"] = "1"


def _make_ready(terminal: Terminal, *, is_first: bool, demo: bool) -> Server | None:
    """The database, and in it what this release and the demo need. Safe to break off."""
    terminal.line("database", "starting")
    server = ensure_default_database()
    out = Lines(terminal, "up")
    if is_first:
        terminal.line("up", "preparing the database")
        call_command("prepare", stdout=out, stderr=out)
    if is_first and demo:
        terminal.line("up", "founding the demo group, unless it is there")
        call_command("demo", "--found", stdout=out, stderr=out)
    connections.close_all()
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # the demo serves from the finders; it may be empty
    return server


def _announce(
    terminal: Terminal, place: str, seconds: float, demo: bool, server: Server | None
) -> None:
    said = announce.lines(
        place=place,
        seconds=seconds,
        sign_ins=_sign_ins() if demo else [],
        data=settings.DATA,
        is_embedded=server is not None,
        broker=settings.BROKER_URL,
    )
    for line in said:
        terminal.plain(line)


def _sign_ins() -> list[tuple[str, str, str]]:
    people = importlib.import_module("dso.onboarding.signins").SIGN_INS  # by name: it is above us
    return [(one.name, one.email, one.password) for one in people]


def _somebody_looks() -> bool:
    has_screen = sys.platform == "darwin" or os.environ.get("DISPLAY", "") != ""
    return sys.stdout.isatty() and has_screen
