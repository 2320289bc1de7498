"""A MariaDB of our own in a temporary folder: the database a practice system keeps its rows in."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymysql
import pytest

SHARE = Path("/usr/share/mysql")
BOOTSTRAP = ("mysql_system_tables.sql", "mysql_performance_tables.sql",
             "mysql_system_tables_data.sql")  # fmt: skip
SCHEMA = Path(__file__).resolve().parents[3] / "shared/domain/opendental_schema.sql"
START_SECONDS_MAX = 30
READER, PASSWORD = "dso_ro", "reader"
PREFERENCE = "CREATE TABLE preference (PrefNum bigint PRIMARY KEY, PrefName text, ValueString text)"


def missing() -> str:
    """Why there can be no MariaDB here; "" if there can."""
    if _binary() is None or not all((SHARE / name).is_file() for name in BOOTSTRAP):
        return "mariadbd is not installed (Debian: mariadb-server-core)"
    return ""


def _binary() -> str | None:
    return shutil.which("mariadbd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class MariaDb:
    """Running; `admin` may do all, `reader` what was granted."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.socket = str(folder / "sock")

    def admin(self, database: str | None = None) -> "pymysql.Connection[Any]":
        return pymysql.connect(
            unix_socket=self.socket, user="root", database=database, autocommit=True,
            charset="utf8mb4", init_command="SET time_zone='+00:00', sql_mode=''",
        )  # fmt: skip

    def reader(self, database: str) -> dict[str, Any]:
        """What PyMySQL is given to log in as the agent does."""
        return {"host": "127.0.0.1", "port": self.port, "user": READER, "password": PASSWORD,
                "database": database}  # fmt: skip

    def create(self, database: str, engine: str, sql: str) -> None:
        with self.admin() as connection, connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {database}")
            cursor.execute(f"CREATE DATABASE {database} CHARACTER SET utf8")
            cursor.execute(f"USE {database}")
            cursor.execute(f"SET default_storage_engine={engine}")
            for statement in statements(sql):
                cursor.execute(statement)
            cursor.execute(f"DROP USER IF EXISTS '{READER}'@'127.0.0.1'")
            cursor.execute(f"CREATE USER '{READER}'@'127.0.0.1' IDENTIFIED BY '{PASSWORD}'")

    def grant(self, database: str, columns: dict[str, list[str]]) -> None:
        """Columns of tables to the reader; a table without any named, as a whole."""
        with self.admin(database) as connection, connection.cursor() as cursor:
            for table, names in columns.items():
                told = f"({', '.join(names)})" if names else ""
                cursor.execute(
                    f"GRANT SELECT {told} ON {database}.{table} TO '{READER}'@'127.0.0.1'"
                )


def statements(sql: str) -> list[str]:
    """No text in our schema holds a semicolon at the end of a line."""
    lines = [re.sub(r"--.*$", "", line) for line in sql.splitlines()]
    told = "\n".join(line for line in lines if line.strip())
    return [one.strip() for one in re.split(r";\s*(?:\n|$)", told) if one.strip()]


@contextlib.contextmanager
def running() -> Iterator[MariaDb]:
    """Skips, once and visibly, where there can be none."""
    why = missing()
    if why:
        pytest.skip(why)
    folder = Path(tempfile.mkdtemp(prefix="dso-mariadb-"))
    try:
        server = MariaDb(folder, _free_port())
        process = _start(server)
        try:
            _await(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(START_SECONDS_MAX)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(server: MariaDb) -> "subprocess.Popen[bytes]":
    data, own = server.folder / "data", server.folder / "tmp"
    data.mkdir()
    own.mkdir()  # at its start a server clears away the temporary tables of all that share one
    common = [
        str(_binary()), "--no-defaults", f"--datadir={data}", f"--tmpdir={own}",
        f"--lc-messages-dir={SHARE}",
        "--innodb-log-file-size=8M", "--innodb-buffer-pool-size=32M",
        "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--skip-log-bin",
    ]  # fmt: skip
    if os.geteuid() == 0:
        common.append("--user=root")
    sql = "CREATE DATABASE mysql;\nUSE mysql;\n" + "".join(
        (SHARE / name).read_text() for name in BOOTSTRAP
    )
    told = subprocess.run([*common, "--bootstrap"], input=sql.encode(), capture_output=True)
    if told.returncode:
        raise RuntimeError(f"MariaDB could not be set up: {told.stderr.decode()[-500:]}")
    log = (server.folder / "log").open("wb")
    with log:
        return subprocess.Popen(
            [*common, f"--socket={server.socket}", f"--pid-file={server.folder / 'pid'}",
             "--bind-address=127.0.0.1", f"--port={server.port}", "--skip-name-resolve",
             "--max-connections=20", "--performance-schema=OFF"],
            stdout=log, stderr=log,
        )  # fmt: skip


def _await(server: MariaDb, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(pymysql.MySQLError):
            server.admin().close()
            return
        time.sleep(0.05)
    raise RuntimeError(f"MariaDB did not start: {(server.folder / 'log').read_text()[-500:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
