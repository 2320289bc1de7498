"""Which parts are kept up, in which role, and what each waits for."""

import os
from importlib.util import find_spec
from pathlib import Path

from dso.embedded import address, mariadb
from dso.embedded.child import Child
from dso.embedded.terminal import Terminal

URL = "ELIGIBILITY_URL"
LOAD, OFFICE = "demo", "office"  # the errands of the demo
AGENT_FOLDER, WRITER_FOLDER = "office-agent", "office-writer"
# The office's program with its API; it is part of the tests, and so of a checkout alone.
API = "tests.doubles.open_dental_api"
HOUSE = "tests.doubles.clearinghouse"
HOUSE_FOLDER = "clearinghouse"
PAYER = "tests.doubles.payer271"


def parts(role: str, port: int, data: Path, terminal: Terminal, *, demo: bool) -> list[Child]:
    """Pages are served at once; work begins when the demo is loaded, so that nobody races it.

    The practice that has a system of its own comes last, and nothing else waits for it.
    """
    waits = (LOAD,) if demo and role == "all" else ()
    payer_port = mariadb.free_port() if waits and _has(PAYER) and not os.environ.get(URL) else 0
    env = {URL: f"http://{address.HOST}:{payer_port}/"} if payer_port else {}
    told = {
        "worker": Child("worker", (), terminal, after=waits, env=env),
        "web": Child("web", (f"{address.HOST}:{port}",), terminal, env=env),
    }
    chosen = [part for name, part in told.items() if role in ("all", name)]
    if payer_port:
        chosen.append(Child("payer", (str(payer_port),), terminal, is_vital=False, after=waits))
    if waits and _has(HOUSE):
        folder = str(data / HOUSE_FOLDER)
        chosen.append(Child("house", (folder,), terminal, is_vital=False, after=waits))
    return chosen + (_demo(port, data, terminal) if waits else [])


def _has(module: str) -> bool:
    return find_spec("tests") is not None and find_spec(module) is not None


def _demo(port: int, data: Path, terminal: Terminal) -> list[Child]:
    place = f"http://{address.HOST}:{port}"
    if mariadb.missing():
        return [_load(terminal), _office(terminal, place)]
    has_api = _has(API)
    api_port = mariadb.free_port() if has_api else 0
    return [
        _load(terminal),
        Child("mariadb", (str(data),), terminal, is_vital=False, after=(LOAD,)),
        _office(terminal, place, *_told_of(api_port)),
        Child("agent", (str(data / AGENT_FOLDER),), terminal, is_vital=False, after=(OFFICE,)),
        *(_writing(api_port, data, terminal) if has_api else []),
    ]


def _told_of(api_port: int) -> tuple[str, ...]:
    return ("--api", f"http://{address.HOST}:{api_port}/api/v1") if api_port else ()


def _writing(api_port: int, data: Path, terminal: Terminal) -> list[Child]:
    after, folder = (OFFICE,), str(data / WRITER_FOLDER)
    socket = str(mariadb.place_of(data).socket)
    return [
        Child("api", (str(api_port), socket), terminal, is_vital=False, after=after),
        Child("writer", (folder,), terminal, is_vital=False, after=after),
    ]


def _load(terminal: Terminal) -> Child:
    return Child(LOAD, ("demo", "--load"), terminal, is_errand=True)


def _office(terminal: Terminal, place: str, *more: str) -> Child:
    return Child(
        OFFICE, ("demo", "--office", place, *more), terminal,
        is_errand=True, is_vital=False, after=(LOAD,),
    )  # fmt: skip
