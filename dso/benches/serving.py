"""The web server as the product starts it, over the database this process uses."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.db import connections

from dso.embedded.children import BASE

START_SECONDS_MAX = 60


@contextmanager
def serving() -> Iterator[str]:
    """Where it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = f"127.0.0.1:{port}"
    env = os.environ | {
        "DATABASE_URL": _url("default"), "DATABASE_OWNER_URL": _url("owner"),
        "PUBLIC_URL": f"http://{place}", "DSO_SUPERVISOR": str(os.getpid()),
    }  # fmt: skip
    web = subprocess.Popen(  # noqa: S603  # this interpreter, our own module
        [sys.executable, "-m", "dso.embedded.part", "web", place],
        cwd=BASE, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _await(f"http://{place}/agent/v1/config", web)
        yield f"http://{place}"
    finally:
        web.terminate()
        web.wait()


def _url(alias: str) -> str:
    told = connections[alias].settings_dict
    return f"postgresql://{told['USER']}@{quote(told['HOST'], safe='')}/{told['NAME']}"


def _await(url: str, web: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < end and web.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5)  # noqa: S310  # our own server
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The web server did not start.")
