"""What goes wrong on demand. A fault is used up; what is not named goes well."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "dropped_before",  # the connection breaks, nothing is written
    "dropped_after",  # it is written, then the connection breaks
    "timeout_before",  # 504, nothing is written
    "timeout_after",  # it is written, and 504 all the same: the dangerous one
    "timeout_then",  # 504 at once, and written a while later
    "office_away",  # 400: the office's service is down
    "office_away_after",  # 400 with such a text, but it is written
    "busy",  # 429
    "denied",  # 401
    "refused",  # 400 with a reason
    "nothing",  # 200, and nothing is written
]
KINDS: tuple[Kind, ...] = get_args(Kind)
HARMLESS: tuple[Kind, ...] = ("dropped_before", "timeout_before", "office_away", "busy")


@dataclass
class Fault:
    """`call` is matched against `METHOD path`; `times` is how often it still happens."""

    kind: Kind
    call: str = "."
    times: int = 1


class Faults:
    """`choose`, if set, is asked first: a test with a dice of its own."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []
        self._lock = threading.Lock()
        self.choose: Callable[[str], Kind | None] = lambda _: None
        self.late_seconds = 0.2

    def plan(self, kind: Kind, call: str = ".", times: int = 1) -> None:
        if kind not in KINDS:
            raise ValueError(f"No fault is called {kind}.")
        with self._lock:
            self._planned.append(Fault(kind, call, times))

    def clear(self) -> None:
        with self._lock:
            self._planned.clear()
            self.choose = lambda _: None

    def of(self, call: str) -> Kind | None:
        with self._lock:
            chosen = self.choose(call)
            if chosen is not None:
                return chosen
            for fault in self._planned:
                if fault.times > 0 and re.search(fault.call, call):
                    fault.times -= 1
                    return fault.kind
        return None


class Late:
    """Something that is to happen a while later, once; or at once, when it is asked to."""

    def __init__(self, do: Callable[[], object]) -> None:
        self._do, self._lock, self._is_done = do, threading.Lock(), False

    def after(self, seconds: float) -> None:
        timer = threading.Timer(seconds, self.happen)
        timer.daemon = True
        timer.start()

    def happen(self) -> None:
        with self._lock:
            if not self._is_done:
                self._is_done = True
                self._do()
