"""The schedule while the clock of the machine is set back and forward."""

from datetime import UTC, datetime, timedelta

import pytest
from celery import Celery

from dso.embedded.beat import Schedule
from tests.databases import NOW

SECONDS = {"quick": 1.0, "slow": 60.0}


class Clock(Celery):
    """An app of the same making whose clock the test sets."""

    time: datetime = NOW

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def app() -> Clock:
    app = Clock("clock", set_as_current=False)
    app.conf.update(
        broker_url="memory://",
        timezone="UTC",
        enable_utc=True,
        beat_schedule={
            name: {"task": name, "schedule": timedelta(seconds=seconds)}
            for name, seconds in SECONDS.items()
        },
    )
    return app


@pytest.fixture
def knocks(app: Clock, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    sent: list[str] = []

    def send(_: Schedule, entry: object, **__: object) -> None:
        sent.append(str(entry.task))  # type: ignore[attr-defined]  # Celery's entry

    monkeypatch.setattr(Schedule, "apply_async", send)
    return sent


def run(schedule: Schedule, app: Clock, seconds: int) -> None:
    for _ in range(seconds):
        app.time += timedelta(seconds=1)
        while schedule.tick() == 0:
            pass


@pytest.mark.parametrize("step", [timedelta(days=-1), timedelta(days=400), timedelta(0)])
def test_every_entry_goes_on_knocking(app: Clock, knocks: list[str], step: timedelta) -> None:
    schedule = Schedule(app=app)
    run(schedule, app, 5)
    knocks.clear()
    app.time = (app.time + step).astimezone(UTC)

    run(schedule, app, 125)

    assert 120 <= knocks.count("quick") <= 127
    assert 2 <= knocks.count("slow") <= 3


def test_a_knock_that_fails_is_one_line_and_stops_nothing(
    app: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: object, **__: object) -> None:
        raise ConnectionError("No space left on device\nCONTEXT: what was sent")

    monkeypatch.setattr(Schedule, "apply_async", away)
    schedule = Schedule(app=app)

    run(schedule, app, 5)

    assert len(caplog.records) >= 4
    assert {record.getMessage() for record in caplog.records} == {"No space left on device"}
    assert not any(record.exc_info for record in caplog.records)
