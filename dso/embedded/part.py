"""One part of the product in a process of its own: `python -m dso.embedded.part worker`.

It ends when the supervisor that started it is gone, and says on a line of its own when it serves.
"""

import logging
import os
import runpy
import signal
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

from dso.embedded import children

JOBS, PAGES = "dso.celery", "dso.wsgi"  # by name: they stand above us
READY = "\x16ready"  # told apart from any log line by a character no log holds
SUPERVISOR = "DSO_SUPERVISOR"


def main(name: str, *arguments: str) -> None:
    children.end_with(int(os.environ.get(SUPERVISOR) or os.getppid()), signal.SIGTERM)
    if name in OFFICE_PARTS:
        OFFICE_PARTS[name](*arguments)
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dso.settings")
    from dso.embedded.default import ensure_default_database

    ensure_default_database()  # our own hold on it: it stays until the last part is done
    PARTS[name](*arguments)


def worker() -> None:
    from celery.app.utils import find_app
    from celery.signals import worker_ready
    from django.conf import settings

    os.environ["CELERY_SKIP_CHECKS"] = "1"  # `up` has run them
    # Root is who the embedded default may well be; nothing but JSON is read from the queue.
    warnings.filterwarnings("ignore", message="You're running the worker with superuser")
    # A lost broker is said once by the worker itself; these two say it again at every attempt.
    warnings.filterwarnings("ignore", message=r"\s*In Celery 5\.1 we introduced")
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    worker_ready.connect(_say_ready, weak=False)
    find_app(JOBS).worker_main(
        [
            "--quiet",
            "worker",
            f"--pool={settings.WORKER_POOL}",
            f"--concurrency={settings.WORKER_CONCURRENCY}",
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
            "--hostname=w@dso",  # a queue name of pgmq ends at 47 characters
            "--loglevel=WARNING",
        ]
    )


def web(address: str) -> None:
    from gunicorn.app.wsgiapp import run  # type: ignore[import-untyped]  # it has no types

    sys.argv = [
        "gunicorn",
        PAGES,
        f"--bind={address}",
        "--worker-class=gthread",
        "--threads=4",
        "--timeout=60",
        "--graceful-timeout=15",
        "--no-control-socket",
        "--log-level=warning",
        "--access-logfile=-",
        "--access-logformat=%(m)s %(U)s %(s)s %(M)s ms",  # no query: it may name a patient
    ]
    logging.getLogger("gunicorn.access").addFilter(_is_worth_a_line)
    run()


def _is_worth_a_line(visit: logging.LogRecord) -> bool:
    """An agent calls fifty times a minute; only what was refused is told."""
    words = visit.getMessage().split(" ")
    return not (words[1].startswith("/agent/") and words[2].startswith("2"))


def command(*arguments: str) -> None:
    """An errand: a command of ours, in a process that can be ended at any moment."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command(*arguments)


def practice_system(data: str) -> None:
    from dso.embedded import mariadb

    sys.exit(mariadb.serve(Path(data)))


# Of its own clock: the file is answered after six seconds of ours, the payer after three minutes.
HOUSE_SCRIPT = """
ta1_minutes = 1
ack_minutes = 2
house_hours = 0.3
payer_hours = 1
remit_days = [1, 1]
rejected_payer = 0.15
"""


def agent(folder: str) -> None:
    """As in a practice: another program, that knows nothing of ours. Idle until it is enrolled."""
    from practices.agent import cli

    if not (Path(folder) / "agent.json").exists():
        signal.pause()
    logging.getLogger("dso-agent").addFilter(_is_news)
    sys.exit(cli.main(["--folder", folder, "run"]))


def writer(folder: str) -> None:
    from practices.agent import cli

    if not (Path(folder) / "agent.json").exists():
        signal.pause()
    sys.exit(cli.main(["--folder", folder, "write"]))


def api(port: str, socket: str) -> None:
    """The office's program as far as its API goes, over the office's database."""
    from dso.embedded import lineup

    sys.argv = [lineup.API, "--port", port, "--socket", socket, "--database", "opendental"]
    runpy.run_module(lineup.API, run_name="__main__")


def payer(port: str) -> None:
    """A clearinghouse with payers behind it, for visits of the demo."""
    from dso.embedded import lineup

    sys.argv = [lineup.PAYER, "--port", port, "--behaviour", "varied"]
    runpy.run_module(lineup.PAYER, run_name="__main__")


def house(folder: str) -> None:
    """A clearinghouse over a folder, with a clock twenty times ours: a day takes over an hour."""
    from dso.embedded import lineup

    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    script = place / "script.toml"
    script.write_text(HOUSE_SCRIPT)
    sys.argv = [lineup.HOUSE, "--folder", folder, "--speed", "20", "--script", str(script)]
    runpy.run_module(lineup.HOUSE, run_name="__main__")


def _is_news(said: logging.LogRecord) -> bool:
    """Small tables are compared each minute, and are nearly always alike."""
    return not said.getMessage().endswith(": 0 rows differ, 0 not found")


def _say_ready(**_: object) -> None:
    sys.stdout.write(READY + "\n")
    sys.stdout.flush()


PARTS: dict[str, Callable[..., None]] = {
    "worker": worker, "web": web, "demo": command, "office": command,
}  # fmt: skip
OFFICE_PARTS: dict[str, Callable[..., None]] = {
    "mariadb": practice_system, "agent": agent, "writer": writer, "api": api,
    "payer": payer, "house": house,
}  # fmt: skip
"""What stands in a practice: it never sees our database."""


if __name__ == "__main__":
    main(*sys.argv[1:])
