"""The plain protocol by HTTP."""

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from billing.submission.clearinghouses import (
    Down,
    Place,
    Refused,
    Standing,
    Unsure,
    open_door,
)
from tests.billing.submission.clearinghouses.sites import Site, parcel, send, site
from tests.doubles.clearinghouse import Script


def test_an_answer_that_is_dropped_is_looked_up(tmp_path: Path) -> None:
    with site("http", tmp_path, script=Script(dropped=1.0)) as told, told.door() as door:
        one = parcel()
        door.stage(one)
        with pytest.raises(Unsure):
            door.release(one)
        assert door.standing(one, staged=True) is Standing.RELEASED
        assert door.release(one).number.startswith("S-")
        assert told.house.ledger.sent_twice == {}


def test_who_keeps_no_keys_is_a_persons(tmp_path: Path) -> None:
    script = Script(dropped=1.0, honours_keys=False)
    with site("http", tmp_path, script=script) as told, told.door(honours_keys=False) as door:
        one = parcel()
        door.stage(one)
        with pytest.raises(Unsure):
            door.release(one)
        assert door.standing(one, staged=True) is Standing.UNSURE
        assert door.standing(one, staged=False) is Standing.ABSENT


def test_another_content_under_a_key_is_refused(web: Site) -> None:
    one = parcel()
    with web.door() as door:
        send(door, one)
        with pytest.raises(Refused, match="other content"):
            door.release(replace(one, data=one.data + b"\n"))


def test_an_outage_is_down(tmp_path: Path) -> None:
    with site("http", tmp_path, script=Script(outages=((0, 2),))) as told, told.door() as door:
        told.house.run(told.house.now)
        with pytest.raises(Down, match="later"):
            door.release(parcel())
        with pytest.raises(Down):
            list(door.listing())
        told.house.advance(hours=3)
        send(door, parcel())


def test_many_pages_are_walked(web: Site) -> None:
    for number in range(250):
        web.put(f"{number:06d}.999", b"x")
    with web.door() as door:
        names = [one.name for one in door.listing()]
    assert names == sorted(names)
    assert len(names) == 250


@contextmanager
def answering(status: int, body: bytes, headers: dict[str, str] | None = None) -> Iterator[Place]:
    """Whatever is asked."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield Place("http", f"http://127.0.0.1:{server.server_address[1]}", seconds_max=5)
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, Unsure), (204, Unsure), (500, Unsure), (502, Unsure), (504, Unsure), (429, Down),
        (503, Down), (400, Refused), (413, Refused), (422, Refused), (401, Refused),
        (302, Refused), (404, Refused),
    ],
)  # fmt: skip
def test_what_a_status_of_a_release_means(status: int, kind: type[Exception]) -> None:
    elsewhere = {"Location": "http://127.0.0.1:1/"}
    with answering(status, b"{}", elsewhere) as place, open_door(place) as door:  # noqa: SIM117
        with pytest.raises(kind):
            door.release(parcel())


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"\xff\xfe", b'{"files": 1}', b'{"files": [{"id": 1}]}',
        b'{"files": [{"id": "a", "name": "a", "size": -1, "at": "2026-01-01T00:00:00Z"}]}',
        b"x" * 5_000_000,
    ],
)  # fmt: skip
def test_nonsense_in_the_inbox_is_down(body: bytes) -> None:
    with answering(200, body) as place, open_door(place) as door, pytest.raises(Down):
        list(door.listing())


def test_a_mark_that_leads_elsewhere_stays_in_the_inbox() -> None:
    one = {"id": "../ledger?x=", "name": "../\\a", "size": 1, "at": "2026-01-01T00:00:00Z"}
    told = json.dumps({"files": [one]}).encode()
    with answering(200, told) as place, open_door(place) as door:
        (found,) = list(door.listing())
        assert (found.mark, found.name) == ("../ledger?x=", "_.__a")
        with pytest.raises(Down):
            door.fetch(found)
