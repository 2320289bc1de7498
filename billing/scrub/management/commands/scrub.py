"""`manage.py scrub FILE.837 --json`: check an 837D from outside, without a practice's system."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from billing.scrub.outside import facts_of
from billing.scrub.report import report_of
from billing.x12 import X12Error, read837


class Command(BaseCommand):
    help = "Check the claims of an 837D file by the rules of the catalog."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, help="a file of dental claims; - reads standard input"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        told = _checked(options["file"])
        if options["json"]:
            self.stdout.write(json.dumps(told))
        else:
            self._in_words(told)
        if told["errors"]:
            raise SystemExit(1)

    def _in_words(self, told: dict[str, Any]) -> None:
        for error in told["errors"]:
            self.stderr.write(error["text"])
        for claim in told["claims"]:
            self.stdout.write(f"{claim['claim_id']}: {'ready' if claim['ready'] else 'held'}")
            for found in claim["findings"]:
                line = f" line {found['line']}" if found["line"] else ""
                self.stdout.write(f"  {found['severity']} {found['rule']}{line}: {found['text']}")


def _checked(file: Path) -> dict[str, Any]:
    """Claims and errors; a file that cannot be read has no claims and one error."""
    try:
        source = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        batches = read837(source)
    except OSError as why:
        return {"claims": [], "errors": [{"code": "NO_FILE", "text": why.strerror or "No file"}]}
    except X12Error as why:
        return {"claims": [], "errors": [{"code": why.problem.code, "text": str(why)}]}
    return report_of(facts_of(batches, today=timezone.localdate()))
