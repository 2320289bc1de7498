"""The embedded Postgres, as real processes on data folders of their own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from dso.embedded import cluster, keeper, places, postgres, programs
from dso.embedded.children import BASE
from dso.embedded.programs import give
from tests.dso.embedded.conftest import clear_away, environment, processes_of, wait_until
from tests.dso.embedded.databases import connect, one

USE_IT = """
import sys
from pathlib import Path
from dso.embedded import postgres
server = postgres.ensure_running(Path(sys.argv[1]))
print(server.pid(), server.is_ours, flush=True)
sys.stdin.read()
"""


pytestmark = [pytest.mark.slow]


class User:
    """Another process that uses the server until told otherwise."""

    def __init__(self, data: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USE_IT, str(data)],
            cwd=BASE,
            env=environment(data),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def server(self) -> tuple[int, bool]:
        assert self.process.stdout
        pid, is_ours = self.process.stdout.readline().split()
        return int(pid), is_ours == "True"

    def leave(self) -> None:
        self.process.communicate(timeout=30)


class TestEnsureRunning:
    def test_starts_a_server_and_stops_it_with_its_last_user(self, data: Path) -> None:
        server = postgres.ensure_running(data)
        pid = server.pid()

        server.close()

        assert pid is not None
        assert processes_of(data) == []

    def test_attaches_to_a_server_that_answers(self, data: Path) -> None:
        first = postgres.ensure_running(data)
        user = User(data)

        seen = user.server()

        assert seen == (first.pid(), False)
        user.leave()
        first.close()

    def test_starts_one_server_when_many_ask_at_once(self, data: Path) -> None:
        users = [User(data) for _ in range(4)]

        seen = [user.server() for user in users]

        assert len({pid for pid, _ in seen}) == 1
        assert [is_ours for _, is_ours in seen].count(True) == 1
        for user in users:
            user.leave()
        wait_until(lambda: not processes_of(data))

    def test_keeps_the_server_for_others_when_its_starter_leaves(self, data: Path) -> None:
        starter = User(data)
        pid, _ = starter.server()
        ours = postgres.ensure_running(data)

        starter.leave()

        with connect(data) as connection:
            assert one(connection, "SELECT 1") == 1
        assert ours.pid() == pid
        ours.close()

    @pytest.mark.kill
    def test_leaves_no_server_behind_when_its_only_user_is_killed(self, data: Path) -> None:
        user = User(data)
        user.server()

        user.process.kill()
        user.process.wait()

        wait_until(lambda: not processes_of(data))
        user.leave()

    @pytest.mark.kill
    def test_leaves_no_server_behind_when_the_keeper_is_killed(self, data: Path) -> None:
        server = postgres.ensure_running(data)
        assert server.keeper

        server.keeper.kill()
        server.keeper.wait()

        wait_until(lambda: cluster.running(data) is None)
        server.close()

    @pytest.mark.kill
    def test_has_every_row_again_after_the_server_was_killed(self, data: Path) -> None:
        server = postgres.ensure_running(data)
        with connect(data) as connection:
            connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 20000) AS n")
        os.kill(server.pid() or 0, signal.SIGKILL)

        again = postgres.ensure_running(data)

        with connect(data) as connection:
            assert one(connection, "SELECT sum(n) FROM kept") == 20000 * 20001 // 2
        again.close()

    @pytest.mark.parametrize("left", ["", "12", "stranger"])
    def test_starts_over_a_stale_process_file(self, data: Path, left: str) -> None:
        postgres.ensure_running(data).close()
        pid = str(os.getpid()) if left == "stranger" else left
        (places.postgres_folder(data) / "postmaster.pid").write_text(pid)

        server = postgres.ensure_running(data)

        assert server.pid() is not None
        server.close()

    def test_begins_anew_where_the_making_was_cut_short(self, data: Path) -> None:
        half = places.postgres_folder(data).with_name("pg18.half")
        half.mkdir()
        (half / "PG_VERSION").write_text("18\n")

        server = postgres.ensure_running(data)

        assert not half.exists()
        server.close()

    def test_takes_a_data_folder_deeper_than_a_socket_may_lie(self, data: Path) -> None:
        deep = data / ("d" * 60) / ("e" * 60)

        server = postgres.ensure_running(deep)

        with connect(deep) as connection:
            assert one(connection, "SELECT 1") == 1
        server.close()
        shutil.rmtree(places.socket_folder(deep))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another account")
class TestPrivateFolder:
    @pytest.fixture
    def private(self) -> Iterator[Path]:
        folder = Path(tempfile.mkdtemp(prefix="dso-test-"))  # mode 0700, like root's own
        yield folder / "data"
        clear_away(folder / "data")
        shutil.rmtree(folder)

    def test_is_not_opened_for_the_server(self, private: Path) -> None:
        server = postgres.ensure_running(private)

        assert server.answers()
        assert private.parent.stat().st_mode & 0o777 == 0o700
        assert places.home(private).parent == places.SYSTEM_HOME
        assert places.postgres_folder(private).stat().st_mode & 0o777 == 0o700
        server.close()


class TestPrograms:
    def test_run_from_a_copy_where_the_original_is_out_of_reach(self, data: Path) -> None:
        package = programs.folder(data).parent.parent

        programs.copy_to(data / "copy", package)

        copied = data / "copy" / package.name / "pginstall18" / "bin" / "postgres"
        asked = [str(copied), "--version"]
        said = subprocess.run(asked, capture_output=True, text=True, check=True, env={})
        assert said.stdout.startswith("postgres (PostgreSQL) 18.")


class TestBootstrap:
    @pytest.fixture
    def server(self, data: Path) -> Iterator[postgres.Server]:
        server = postgres.ensure_running(data)
        yield server
        server.close()

    def test_gives_the_app_no_right_beyond_signing_in(
        self, data: Path, server: postgres.Server
    ) -> None:
        with connect(data, "dso_app") as connection:
            rights = connection.execute(
                "SELECT rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolbypassrls"
                " FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("CREATE TABLE mine (n int)")

        assert rights == (False, False, False, False, False)

    def test_lets_the_owner_make_roles_and_schemas(
        self, data: Path, server: postgres.Server
    ) -> None:
        with connect(data, "dso_owner") as connection:
            connection.execute("CREATE ROLE p_1 NOLOGIN")
            connection.execute("GRANT p_1 TO dso_app WITH INHERIT FALSE")
            connection.execute("CREATE SCHEMA p_1")

            assert one(connection, "SELECT pg_get_userbyid(nspowner) FROM pg_namespace"
                       " WHERE nspname = 'public'") == "dso_owner"  # fmt: skip

    def test_writes_no_statement_and_no_value_into_the_log(
        self, data: Path, server: postgres.Server
    ) -> None:
        with connect(data) as connection:
            connection.execute("CREATE TABLE people (name text PRIMARY KEY)")
            connection.execute("INSERT INTO people VALUES ('Visible Patient')")
            with pytest.raises(psycopg.errors.UniqueViolation):
                connection.execute("INSERT INTO people VALUES ('Visible Patient')")

        log = keeper.log_file(data).read_text()

        assert "duplicate key" in log
        assert "Visible Patient" not in log

    def test_serves_the_figures_the_migrations_need(
        self, data: Path, server: postgres.Server
    ) -> None:
        with connect(data) as connection:
            assert one(connection, "SHOW max_locks_per_transaction") == "256"
            assert one(connection, "SHOW listen_addresses") == ""
            assert one(connection, "SHOW timezone") == "UTC"

    def test_refuses_a_socket_folder_of_somebody_else(self, data: Path) -> None:
        if os.geteuid() != 0:
            pytest.skip("only root can make a folder of somebody else")
        run = places.socket_folder(data)
        run.mkdir()
        give(run)
        os.chown(run, 12345, 12345)

        with pytest.raises(cluster.NotOurFolder):
            cluster.open_socket_folder(data)
