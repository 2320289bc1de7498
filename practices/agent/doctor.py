"""What may be wrong at a practice, asked one by one, with what to do in plain words."""

import platform
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from practices.agent import __version__, files_doctor, rest_doctor, tables_doctor
from practices.agent.checks import Check
from practices.agent.drops import doctor as drops_doctor
from practices.agent.https import HttpsServer
from practices.agent.pms import PmsAway, TableUnreadable
from practices.agent.pms.codes import DENIED
from practices.agent.pms.files.place import FilesPlace
from practices.agent.pms.open_dental import NEVER, OpenDental, connector
from practices.agent.pms.rest.place import RestPlace
from practices.agent.pms.tables.place import TablesPlace
from practices.agent.server import NotKnown, Refused, Unreachable
from practices.agent.settings import Settings
from practices.agent.sources import remittances_drop
from practices.agent.state import Folder, NotSetUp
from practices.wire import signing
from practices.wire.messages import Config

CLOCK_SECONDS_MAX = 60
WRITES = (
    "UPDATE patient SET PatNum = PatNum WHERE 1 = 0",
    "DELETE FROM claimproc WHERE 1 = 0",
    "INSERT INTO commlog (PatNum) SELECT 0 FROM DUAL WHERE 1 = 0",
    "CREATE TABLE dso_agent_may_not (x int)",
)
"""Nothing would happen even if they were allowed, but for the last; that one is undone."""


def examine(folder: Folder) -> Iterator[Check]:
    """From the inside out; what rests on something that failed is not asked."""
    yield Check("versions", True, f"agent {__version__}, {platform.system()} {platform.release()}")
    try:
        settings = folder.settings()
    except NotSetUp as why:
        yield Check("settings", False, "The agent is not set up.", str(why))
        return
    match settings.source:
        case FilesPlace() as place:
            yield from files_doctor.examine(folder, place)
        case RestPlace() as place:
            yield from rest_doctor.examine(folder, settings, place)
        case TablesPlace() as place:
            yield from tables_doctor.examine(folder, settings, place)
        case _:
            yield from _database(settings)
    if settings.drops is not None:
        drop = remittances_drop(folder, settings.drops)
        yield from drops_doctor.examine(drop, settings.drops.pattern)
    yield from _platform(folder, settings)


def _database(settings: Settings) -> Iterator[Check]:
    pms = OpenDental(connector(settings.database))
    try:
        version, now, said = pms.version(), pms.now(), datetime.now(UTC)
    except (PmsAway, TableUnreadable) as why:
        yield Check(
            "database", False, str(why),
            "Is the database running, and do host, port, user and password in agent.toml fit?",
        )  # fmt: skip
        return
    yield Check("database", True, f"Logged in. Version {version}.")
    yield _clock("database clock", now.replace(tzinfo=UTC) - said)
    yield from _rights(pms)
    pms.close()


def _rights(pms: OpenDental) -> Iterator[Check]:
    """A right that was meant to be missing is tried, not read from a list of grants."""
    allowed = [sql.partition(" ")[0] for sql in WRITES if pms.refusal(sql) not in DENIED]
    if "CREATE" in allowed:
        pms.refusal("DROP TABLE dso_agent_may_not")
    yield Check(
        "no writing", not allowed,
        f"The account may {', '.join(allowed)}." if allowed else "The account cannot write.",
        "Give the agent an account of its own with SELECT only." if allowed else "",
    )  # fmt: skip
    seen = sorted(
        f"{table}.{column}"
        for table, column in NEVER
        if pms.refusal(f"SELECT {column} FROM {table} WHERE 1 = 0") is None  # noqa: S608  # names of ours
    )
    yield Check(
        "no secrets", not seen,
        f"The account may read {', '.join(seen)}." if seen else "Secret columns are denied.",
        "Grant these tables by column. The agent does not read them, but should not be able to."
        if seen else "",
    )  # fmt: skip


def _platform(folder: Folder, settings: Settings) -> Iterator[Check]:
    try:
        key, enrolled = folder.key(), folder.enrolled()
    except NotSetUp as why:
        yield Check("enrolment", False, "This agent is not enrolled.", str(why))
        return
    words = " ".join(signing.fingerprint(key.public_key().public_bytes_raw()))
    yield Check("enrolment", True, f"Agent {enrolled.agent_id}; its words are: {words}")
    server = HttpsServer(settings.place, key, enrolled.key_id)
    asked = _asked(server.config)
    yield asked[0]
    if asked[0].well:
        yield _clock("this computer's clock", -server.clock_offset)
    if asked[1] is not None and settings.drops is not None:
        yield drops_doctor.switched(asked[1])
    if asked[1] is not None and settings.source is None:
        yield from _tables(settings, asked[1])


def _asked(config: Callable[[], Config]) -> tuple[Check, Config | None]:
    try:
        told = config()
    except Unreachable as why:
        todo = "Outgoing port 443 to the platform must be open; a proxy is named in agent.toml."
        return Check("platform", False, str(why), todo), None
    except NotKnown as why:
        todo = "Compare the six words with the practice's page and approve the agent there."
        return Check("platform", False, str(why), todo), None
    except Refused as why:
        return Check("platform", False, str(why), "Ask us."), None
    return Check("platform", True, f"It answers and lists {len(told.tables)} tables."), told


def _tables(settings: Settings, config: Config) -> Iterator[Check]:
    """Every listed table can be read."""
    pms = OpenDental(connector(settings.database))
    for table in config.tables:
        try:
            pms.schema(table)
            pms.rows_after(table, None, 1)
        except (TableUnreadable, PmsAway) as why:
            yield Check(f"table {table.name}", False, str(why), "Grant SELECT on what is missing.")
    pms.close()


def _clock(name: str, offset: timedelta) -> Check:
    seconds = round(offset.total_seconds())
    well = abs(seconds) <= CLOCK_SECONDS_MAX
    todo = "" if well else "Set the clock; let the system keep it by a time server."
    return Check(name, well, f"{seconds} seconds off.", todo)
