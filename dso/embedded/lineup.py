"""Which parts are kept up, in which role, and what each waits for."""

from pathlib import Path

from dso.embedded import address, mariadb
from dso.embedded.child import Child
from dso.embedded.terminal import Terminal

LOAD, OFFICE = "demo", "office"  # the errands of the demo
AGENT_FOLDER = "office-agent"


def parts(role: str, port: int, data: Path, terminal: Terminal, *, demo: bool) -> list[Child]:
    """Pages are served at once; work begins when the demo is loaded, so that nobody races it.

    The practice that has a system of its own comes last, and nothing else waits for it.
    """
    waits = (LOAD,) if demo and role == "all" else ()
    told = {
        "worker": Child("worker", (), terminal, after=waits),
        "web": Child("web", (f"{address.HOST}:{port}",), terminal),
    }
    chosen = [part for name, part in told.items() if role in ("all", name)]
    return chosen + (_demo(port, data, terminal) if waits else [])


def _demo(port: int, data: Path, terminal: Terminal) -> list[Child]:
    place, folder = f"http://{address.HOST}:{port}", str(data / AGENT_FOLDER)
    load = Child(LOAD, ("demo", "--load"), terminal, is_errand=True)
    office = Child(
        OFFICE, ("demo", "--office", place), terminal,
        is_errand=True, is_vital=False, after=(LOAD,),
    )  # fmt: skip
    if mariadb.missing():
        return [load, office]
    server = Child("mariadb", (str(data),), terminal, is_vital=False, after=(LOAD,))
    agent = Child("agent", (folder,), terminal, is_vital=False, after=(OFFICE,))
    return [load, server, office, agent]
