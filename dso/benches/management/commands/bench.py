"""`manage.py bench NAME`: measure one hot path against its alternative."""

import json
import platform
from contextlib import nullcontext
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from dso.benches.bench import report
from dso.benches.catalog import BENCHES
from dso.embedded.scratch import scratch_database


class Command(BaseCommand):
    help = "Measure one hot path in a throw-away database; prints one JSON object last."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=sorted(BENCHES))
        parser.add_argument("--size", choices=["small", "full"], default="full")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        bench = BENCHES[options["name"]]
        place = scratch_database("dso_bench") if bench.needs_database else nullcontext()
        with place, acting_as(Actor.system("bench")):
            figures = bench.measure(options["size"])
        told = report(bench, figures, f"{platform.machine()} {platform.python_version()}")
        if not options["json"]:
            for name, value in told["figures"].items():
                self.stdout.write(f"{name:40} {value:>14,.3f}")
        self.stdout.write(json.dumps(told))
        if not told["ok"]:
            raise SystemExit(1)
