"""`manage.py demo`: load the demo group, or run the product's main job once from end to end."""

import json
import os
import signal
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import timezone

import dso.celery  # noqa: F401  # whoever leaves a job then knows the broker
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from dso import env
from dso.embedded import children, mariadb
from dso.embedded.default import ensure_default_database
from dso.onboarding import fresh
from dso.onboarding.actions import era_folder, load, mainjob
from dso.onboarding.actions.office import busy_day
from dso.onboarding.actions.office.load import load_office
from dso.onboarding.group import OFFICE, ORGANIZATION_ID
from dso.onboarding.problems import what_to_try
from dso.onboarding.queries import books_of, files_of
from dso.onboarding.report import Report, table
from practices.registry.models import Organization, Practice

LOADER = Actor.system("demo")
SPEED_MIN = 0.01
STOPPED = 130  # what a shell says of Ctrl-C


def _minutes(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= busy_day.MINUTES_MAX:
        raise ArgumentTypeError(f"expected a whole number from 1 to {busy_day.MINUTES_MAX}")
    return int(text)


class Command(BaseCommand):
    help = "Load the demo group (--load), or try everything once on a fresh folder (--once)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--load", action="store_true", help="into this installation, once")
        what.add_argument("--found", action="store_true", help="its practices and sign-ins alone")
        what.add_argument("--once", action="store_true", help="on a fresh data folder, then gone")
        what.add_argument("--what-to-try", action="store_true", help="the planted problems")
        what.add_argument("--busy-day", action="store_true", help="the office at work; watch pages")
        what.add_argument("--office", metavar="URL", help="what `up --demo` runs last: do not use")
        parser.add_argument("--api", metavar="URL", default="", help="of the office's program")
        what.add_argument("--inside", action="store_true", help="what --once starts: do not use")
        parser.add_argument("--minutes", type=_minutes, default=8 * 60, help="of the busy day")
        parser.add_argument("--speed", type=float, default=60.0, help="times faster than a clock")
        parser.add_argument("--seed", type=int, default=0, help="another one, another day")
        parser.add_argument("--era-folder", type=Path, help="your own 835 files instead of ours")
        parser.add_argument("--json", action="store_true", help="one JSON object on the output")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        folder: Path | None = options["era_folder"]
        if folder is not None and not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        if options["what_to_try"]:
            self.stdout.write("\n".join(what_to_try()))
        elif options["found"]:
            ensure_default_database()
            load.found_demo(clock=timezone.now, today=timezone.localdate())
        elif options["load"]:
            self._load()
        elif options["busy_day"]:
            self._busy_day(options["minutes"], options["speed"], options["seed"])
        elif options["office"]:
            self._load_office(options["office"], options["api"])
        elif options["inside"]:
            self._run(folder, as_json=options["json"])
        else:
            self._start_fresh(folder, as_json=options["json"])

    def _load(self) -> None:
        ensure_default_database()
        today = timezone.localdate()
        if load.found_demo(clock=timezone.now, today=today).finished_at is not None:
            return
        self.stdout.write("Claims and mail are being loaded; the pages fill as they come.")
        load.load_demo(clock=timezone.now, today=today)
        self.stdout.write("The demo group is loaded.")

    def _load_office(self, web: str, api: str) -> None:
        """Where there can be no agent its rows come as the others', and a line says why."""
        ensure_default_database()
        why = mariadb.missing() or ("pages come by https alone" if settings.HTTPS else "")
        if why:
            self.stdout.write(f"{why}: {OFFICE.name} is filled directly, without an agent.")
        else:
            self.stdout.write(f"{OFFICE.name} is read from a practice system by its agent.")
        began = time.monotonic()
        if load_office("" if why else web, clock=timezone.now, api=api):
            self.stdout.write(f"{OFFICE.name} is loaded, {time.monotonic() - began:.0f} s later.")

    def _busy_day(self, minutes: int, speed: float, seed: int) -> None:
        today, place = timezone.localdate(), mariadb.place_of(settings.DATA)
        pace = 60 / max(speed, SPEED_MIN)
        try:
            for line in busy_day.work(
                place, today=today, minutes=minutes, minute_seconds=pace, seed=seed
            ):
                self.stdout.write(line)
                self.stdout.flush()
        except busy_day.NoOffice as why:
            raise CommandError(str(why)) from None
        except KeyboardInterrupt:
            self._say("Stopped. What was done stays done.")

    def _start_fresh(self, folder: Path | None, *, as_json: bool) -> None:
        if env.text("DATABASE_URL"):
            raise CommandError(
                "DATABASE_URL is set, and --once never touches a real server: it brings its own "
                "and removes it afterwards. Unset DATABASE_URL for this command."
            )
        arguments = ["--era-folder", str(folder.resolve())] if folder else []
        try:
            code = fresh.run("demo", "--inside", *arguments, *(["--json"] * as_json))
        except KeyboardInterrupt:
            self._say("Stopped. What it had made is gone.")
            code = STOPPED
        raise SystemExit(code)

    def _run(self, folder: Path | None, *, as_json: bool) -> None:
        children.end_with(os.getppid(), signal.SIGTERM)
        began = time.monotonic()
        server = ensure_default_database()
        try:
            with acting_as(LOADER):
                call_command("prepare", stdout=self.stderr)
                organization = self._group(folder)
                report = _report(organization, began)
        finally:
            connections.close_all()
            if server is not None:
                server.close()
        if as_json:
            self.stdout.write(json.dumps(report.as_json()))
        else:
            self.stdout.write("\n".join(table(report)))
        raise SystemExit(0 if report.is_whole else 1)

    def _group(self, folder: Path | None) -> Organization:
        now, today = timezone.now(), timezone.localdate()
        if folder is None:
            self._say("loading the demo group and its mail")
            load.load_demo(clock=timezone.now, today=today)
            organization = Organization.objects.get(public_id=ORGANIZATION_ID)
        else:
            files = _files(folder)
            self._say(f"working out the claims that {len(files)} files answer")
            organization = era_folder.prepare_for([data for _, data in files], now=now, today=today)
            self._say("taking the files in")
            mainjob.take_in_all(organization, files, clock=timezone.now)
        self._say("posting every proposal without a question")
        mainjob.approve_all(organization, load.biller(), now=timezone.now())
        return organization

    def _say(self, words: str) -> None:
        self.stderr.write(words, ending="\n")


def _files(folder: Path) -> Sequence[tuple[str, bytes]]:
    """Every file, whatever its ending, by name; subfolders are left alone."""
    found = sorted(file for file in folder.iterdir() if file.is_file())
    return [(file.name, file.read_bytes()) for file in found]


def _report(organization: Organization, began: float) -> Report:
    practices = Practice.objects.ready().filter(organization=organization).by_name()
    books = books_of(practices)
    return Report(
        practices=len(practices),
        files=files_of(organization, books),
        ledger_sum_cents=books.ledger_sum_cents,
        write_backs_queued=books.write_backs_queued,
        seconds=time.monotonic() - began,
    )
