"""A clearinghouse that answers 270s: `python -m tests.doubles.payer271 --port 30271`.

What it answers follows from the first letters of the member number (see `payer.behaviours`), or
from `--behaviour`, for everybody.
"""

import argparse
import signal
import sys
import threading

from tests.doubles.payer.behaviours import BEHAVIOURS
from tests.doubles.payer.serving import Clearinghouse, serving


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--behaviour", choices=sorted(BEHAVIOURS), default="")
    told = parser.parse_args(arguments)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    with serving(Clearinghouse(told.behaviour), told.port) as url:
        print(url, flush=True)
        stopped.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
