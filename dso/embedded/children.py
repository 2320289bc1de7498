"""How a child process is started so that none outlives its parent."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
BASE = Path(__file__).resolve().parent.parent.parent


def start_python(
    *arguments: str, env: dict[str, str] | None = None, output: int | IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """Start this Python again in a session of its own: Ctrl-C in the terminal is not for it."""
    return subprocess.Popen(  # noqa: S603  # this interpreter, arguments from our own code
        [sys.executable, *arguments],
        cwd=BASE,
        env=os.environ | (env or {}),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=None if output is None else subprocess.STDOUT,
        start_new_session=True,
    )


def end_with(parent: int, last_word: signal.Signals) -> None:
    """From now on the kernel sends us `last_word` when this parent is gone; at once if it is."""
    ask_kernel = ends_with_parent(last_word)
    if ask_kernel is not None:
        ask_kernel()
    if os.getppid() != parent:
        sys.exit(0)


def ends_with_parent(last_word: signal.Signals) -> Callable[[], None] | None:
    """What a child runs before its program: the kernel sends it `last_word` when we are gone.

    None where the kernel cannot do that (it is Linux's alone); the next start finds leftovers.
    The kernel takes the end of the thread that forked for the end of the parent, so only a main
    thread may start such a child.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl  # loaded before the fork: a child must not take locks

    def ask_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, int(last_word))

    return ask_kernel
