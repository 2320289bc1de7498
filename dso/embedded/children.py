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
    *arguments: str,
    env: dict[str, str] | None = None,
    output: int | IO[bytes] | None = None,
    on_parents_death: signal.Signals | None = None,
) -> subprocess.Popen[bytes]:
    """Start this Python again in a session of its own: Ctrl-C in the terminal is not for it.

    `on_parents_death` is what the kernel sends it when we are killed. Call it from the main
    thread: the kernel takes the end of the calling thread for the end of the parent.
    """
    return subprocess.Popen(  # noqa: S603  # this interpreter, arguments from our own code
        [sys.executable, *arguments],
        cwd=BASE,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        start_new_session=True,
        preexec_fn=ends_with_parent(on_parents_death) if on_parents_death else None,
    )


def ends_with_parent(last_word: signal.Signals) -> Callable[[], None] | None:
    """What a child runs before its program: the kernel sends it `last_word` when we are gone.

    None where the kernel cannot do that (it is Linux's alone); the next start finds leftovers.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl  # loaded before the fork: a child must not take locks

    def ask_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, int(last_word))

    return ask_kernel
