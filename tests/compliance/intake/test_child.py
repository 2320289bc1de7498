"""The child that reads foreign files, against code that means it no good.

`timeit` of the standard library runs whatever stands in its arguments, so the hostile code below
runs exactly where a parser would.
"""

import os
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from billing.x12 import codec
from billing.x12.remittance import Party, Remittance
from billing.x12.write835 import Envelope, write
from compliance.intake.child import ChildFailed, Limits, SaidTooMuch, TookTooLong, read_in_child

SMALL = Limits(memory_bytes=512 << 20, cpu_seconds=10, wall_seconds=3, answer_bytes=1 << 20)
IN_TIME_SECONDS = SMALL.wall_seconds + 2
ONCE = ["-n1", "-r1"]


def run(*lines: str, data: bytes = b"", limits: Limits = SMALL) -> list[bytes]:
    """What the child says that runs these lines, without timeit's own last line."""
    said = read_in_child("timeit", data=data, arguments=[*ONCE, *lines], limits=limits)
    return list(said)[:-1]


@pytest.fixture(autouse=True)
def ends_in_time() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < IN_TIME_SECONDS


@pytest.mark.slow
class TestLimits:
    def test_memory_ends_with_a_name(self) -> None:
        with pytest.raises(ChildFailed, match="memory and time"):
            run("held = bytearray(4 << 30)")

    def test_memory_counts_what_is_mapped(self) -> None:
        with pytest.raises(ChildFailed):
            run("import mmap", "held = mmap.mmap(-1, 4 << 30)")

    def test_a_loop_ends_at_its_share_of_the_processor(self) -> None:
        with pytest.raises(TookTooLong):
            run("while True: pass", limits=replace(SMALL, cpu_seconds=1))

    def test_a_loop_that_ignores_the_signal_ends_a_second_later(self) -> None:
        with pytest.raises(ChildFailed):
            run(
                "import signal",
                "signal.signal(signal.SIGXCPU, signal.SIG_IGN)",
                "while True: pass",
                limits=replace(SMALL, cpu_seconds=1, wall_seconds=10),
            )

    def test_a_sleeper_ends_at_the_wall_clock(self) -> None:
        with pytest.raises(TookTooLong):
            run("import time", "time.sleep(60)", limits=replace(SMALL, wall_seconds=1))

    def test_a_sleeper_that_closed_its_output_ends_too(self) -> None:
        with pytest.raises(TookTooLong):
            run(
                "import os, time",
                "os.close(1)",
                "time.sleep(60)",
                limits=replace(SMALL, wall_seconds=1),
            )

    def test_signals_that_can_be_ignored_do_not_save_it(self) -> None:
        with pytest.raises(TookTooLong):
            run(
                "import signal, time",
                "for s in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):",
                "    signal.signal(s, signal.SIG_IGN)",
                "time.sleep(60)",
                limits=replace(SMALL, wall_seconds=1),
            )

    def test_endless_output_is_cut(self) -> None:
        with pytest.raises(SaidTooMuch):
            run("while True: print('x' * 9999)")

    def test_a_trickle_of_output_does_not_move_the_clock(self) -> None:
        with pytest.raises(TookTooLong):
            run(
                "import time",
                "while True:",
                "    time.sleep(0.05)",
                "    print('still here', flush=True)",
                limits=replace(SMALL, wall_seconds=1),
            )

    def test_nothing_is_written_to_disk(self) -> None:
        with pytest.raises(ChildFailed):
            run("open('kept', 'w').write('x' * 9999)")

    def test_few_files_are_open_at_once(self) -> None:
        with pytest.raises(ChildFailed):
            run("held = [open('/dev/null') for _ in range(64)]")


@pytest.mark.slow
class TestFeeding:
    def test_one_that_dies_without_listening_is_named(self) -> None:
        with pytest.raises(ChildFailed):
            run("import os", "os._exit(1)", data=b"x" * (8 << 20))

    def test_one_that_never_listens_runs_over_time(self) -> None:
        with pytest.raises(TookTooLong):
            run(
                "import time",
                "time.sleep(60)",
                data=b"x" * (8 << 20),
                limits=replace(SMALL, wall_seconds=1),
            )

    def test_one_killed_in_the_middle_is_named(self) -> None:
        with pytest.raises(ChildFailed):
            run("import os, sys", "sys.stdin.read(9)", "os.kill(os.getpid(), 9)", data=b"x" * 99)

    def test_large_input_and_large_output_do_not_wait_for_each_other(self) -> None:
        lines = run(
            "import sys",
            "for line in sys.stdin.buffer: sys.stdout.buffer.write(line)",
            data=(b"x" * 99 + b"\n") * 50_000,
            limits=replace(SMALL, answer_bytes=8 << 20),
        )

        assert len(lines) == 50_000

    def test_leaves_no_open_file_behind(self) -> None:
        before = len(list(Path("/proc/self/fd").iterdir()))
        for _ in range(3):
            run("pass")

        assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.slow
class TestForks:
    def test_what_it_left_behind_is_ended_with_it(self) -> None:
        """The first is gone at once; its fork, where one is allowed, holds the output open."""
        with pytest.raises(ChildFailed):
            run(
                "import os, time",
                "if os.fork():",
                "    os._exit(0)",
                "time.sleep(60)",
                limits=replace(SMALL, wall_seconds=1),
            )
        until = time.monotonic() + 2  # the kernel takes a moment to clear it away
        while _sleeping_with("time.sleep(60)") and time.monotonic() < until:
            time.sleep(0.02)
        assert not _sleeping_with("time.sleep(60)")

    def test_a_fork_in_a_session_of_its_own_does_not_hold_us_up(self) -> None:
        with pytest.raises(ChildFailed):
            run(
                "import os, time",
                "if os.fork():",
                "    os._exit(0)",
                "os.setsid()",
                "time.sleep(4)",
                data=b"x" * (8 << 20),
                limits=replace(SMALL, wall_seconds=1),
            )

    def test_a_fork_is_refused_to_anyone_but_root(self) -> None:
        (answer,) = run(
            "import os, resource",
            "print(resource.getrlimit(resource.RLIMIT_NPROC))",
        )

        assert answer == b"(0, 0)"


def _sleeping_with(words: str) -> list[str]:
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                said = (process / "cmdline").read_bytes()
            except OSError:
                continue
            if words.encode() in said and b"timeit" in said:
                found.append(process.name)
    return found


class TestSecrets:
    def test_the_environment_is_empty(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SECRET_KEY", "a-secret-of-ours")

        said = run("import os", "print(sorted(os.environ))")

        assert b"SECRET_KEY" not in said[0]
        assert b"DATABASE" not in said[0]

    def test_the_parents_environment_cannot_be_read(self) -> None:
        """Same account, but in a user namespace of its own: the kernel refuses."""
        with pytest.raises(ChildFailed):
            run("import os", "print(open(f'/proc/{os.getppid()}/environ').read())")

    def test_our_open_files_are_not_inherited(self) -> None:
        secret = Path("/proc/self/environ").open()  # noqa: SIM115  # held open on purpose
        os.set_inheritable(secret.fileno(), True)
        try:
            said = run("import os", "print(len(os.listdir('/proc/self/fd')))")
        finally:
            secret.close()

        assert int(said[0]) == 4  # three of its own, and the one that counts them


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


class TestNetwork:
    def test_a_socket_reaches_nobody(self, listener: socket.socket) -> None:
        place = listener.getsockname()

        with pytest.raises(ChildFailed):
            run("import socket", f"socket.create_connection({place!r}, 2)")
        with pytest.raises(TimeoutError):
            listener.accept()


GOOD = write(
    [
        Remittance(
            "0001", "005010X221A1", 0, 0,
            handling="H", method="NON", effective_date=date(2026, 11, 20),
            trace="TRACE-1", trace_originator="1999999999",
            payer=Party("PR", "Sample Payer"),
            payee=Party("PE", "Alder Dental", "", "XX", "1999999992"),
        )
    ],
    Envelope("PAYER", "US", 1, datetime(2026, 11, 20, tzinfo=UTC)),
)  # fmt: skip


class TestTheReader:
    def test_says_what_a_good_file_holds(self) -> None:
        lines = read_in_child("billing.x12", data=GOOD, arguments=["stream", "-"])

        told = [line.remittance for line in codec.read_lines(lines) if line.remittance]
        assert [remittance.trace for remittance in told] == ["TRACE-1"]

    @pytest.mark.parametrize("data", [b"", b"\0" * 9999, b"ISA*", GOOD[:200], b"\xff\xfe" * 500])
    def test_refuses_what_is_no_file_of_its_kind_with_a_reason(self, data: bytes) -> None:
        lines = read_in_child("billing.x12", data=data, arguments=["stream", "-"])

        (refused,) = [line.refused for line in codec.read_lines(lines) if line.refused]
        assert refused.code

    def test_serves_many_threads_at_once(self) -> None:
        answers: list[list[bytes]] = []

        def read() -> None:
            answers.append(list(read_in_child("billing.x12", data=GOOD, arguments=["stream", "-"])))

        threads = [threading.Thread(target=read) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(answers) == 6
        assert all(answer == answers[0] for answer in answers)

    def test_needs_no_more_than_the_interpreter_to_start(self) -> None:
        """What a file costs beside reading it: start-up is imports, and they stay few."""
        began = time.monotonic()
        list(read_in_child("billing.x12", data=GOOD, arguments=["stream", "-"]))
        took = time.monotonic() - began
        print(f"start-up of the child: {took * 1000:.0f} ms")

        assert took < 2


def test_limits_are_those_of_the_child_alone() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    run("pass")
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert subprocess.run([sys.executable, "-c", ""], check=False).returncode == 0
