"""Many processes, one terminal: each line says whose it is."""

import io
import logging
import os
import sys
import threading
from typing import IO

COLOURS = {
    "web": "36", "worker": "35", "beat": "33", "database": "34", "up": "32", "demo": "31",
    "office": "31", "mariadb": "34", "agent": "36", "api": "34", "writer": "36",
}  # fmt: skip
WIDTH = max(map(len, COLOURS))


class Terminal:
    """Prints whole lines, one at a time; colours only where somebody looks."""

    def __init__(self, out: IO[str] | None = None) -> None:
        self.out = out or sys.stdout
        self.is_coloured = self.out.isatty() and "NO_COLOR" not in os.environ
        self._one_at_a_time = threading.Lock()

    def line(self, who: str, text: str) -> None:
        label = who.ljust(WIDTH)
        if self.is_coloured:
            label = f"\x1b[{COLOURS.get(who, '0')}m{label}\x1b[0m"
        self._write(f"{label} | {text}")

    def plain(self, text: str) -> None:
        self._write(text)

    def _write(self, text: str) -> None:
        with self._one_at_a_time:
            try:
                self.out.write(text + "\n")
                self.out.flush()
            except OSError:
                pass  # the terminal was closed; that ends nothing by itself


class Lines(io.TextIOBase):
    """A file for those who write to one: each line goes to the terminal under one name."""

    def __init__(self, terminal: Terminal, who: str) -> None:
        self.terminal, self.who = terminal, who

    def write(self, text: str) -> int:
        for line in text.splitlines():
            if line.strip():
                self.terminal.line(self.who, line.rstrip())
        return len(text)


def log_to(terminal: Terminal) -> None:
    """What this very process logs is the schedule's and the supervisor's; only what is wrong."""
    handler = logging.StreamHandler(Lines(terminal, "beat"))
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # it tells of every attempt
