"""An office's Open Dental API over its database:
`python -m tests.doubles.open_dental_api --port 30223 --database opendental --socket …`.
"""

import argparse
import os
import signal
import sys
import threading

from tests.doubles.open_dental.database import Database, connecting
from tests.doubles.open_dental.faults import KINDS
from tests.doubles.open_dental.serving import Api, serving

PASSWORD = "OPEN_DENTAL_DATABASE_PASSWORD"


def main(arguments: list[str] | None = None) -> int:
    told = _parser().parse_args(arguments)
    login = {"unix_socket": told.socket} if told.socket else {"host": told.host}
    if told.database_port:
        login["port"] = told.database_port
    database = Database(
        connecting(
            user=told.user, password=os.environ.get(PASSWORD, ""), database=told.database, **login
        )
    )
    api = Api(database, page_rows=told.page_rows, spacing=told.spacing)
    for fault in told.fault:
        kind, _, call = fault.partition(":")
        api.faults.plan(kind, call or ".")
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    with serving(api, told.port):
        print(api.url, flush=True)
        stopped.wait()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--database", required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--database-port", type=int)
    parser.add_argument("--socket")
    parser.add_argument("--user", default="root", help=f"its password stands in {PASSWORD}")
    parser.add_argument("--page-rows", type=int, default=100)
    parser.add_argument("--spacing", type=float, default=0.0)
    parser.add_argument(
        "--fault", action="append", default=[], metavar="KIND:CALL", help=", ".join(KINDS)
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
