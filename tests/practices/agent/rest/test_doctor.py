"""What an API's practice is told by `dso-agent doctor` and `status`."""

from pathlib import Path

import msgspec
import pytest

from practices.agent import health
from practices.agent.agent import Agent
from practices.agent.cli import main
from practices.agent.loop import turn
from practices.agent.pms.rest.connector import Rest
from practices.agent.schedule import Timing
from practices.agent.sources import source_of
from practices.agent.state import Folder, NotSetUp
from practices.wire import signing
from practices.wire.signed_file import signature_of
from tests.doubles.rest import Cloud
from tests.practices.agent.memory_server import MemoryServer
from tests.practices.agent.rest.office import (
    MAPPING,
    PAGING,
    PATIENT,
    PAYMENT,
    SECRET,
    Office,
    listed,
)

TIMING = Timing(first_compare_max=0, query_share=0, recheck=0)


def set_up(home: Path, cloud: Cloud, *, secret: str = SECRET, changes: str = "") -> Folder:
    told = MAPPING.format(paging=PAGING[cloud.kind], calls=100_000).replace("BASE", cloud.url)
    for change in filter(None, [changes]):
        before, after = change.split(" => ")
        assert before in told
        told = told.replace(before, after)
    key = signing.new_key()
    (home / "mapping.toml").write_text(told)
    (home / "mapping.toml.sig").write_bytes(signature_of(told.encode(), key))
    (home / "api-secret").write_text(secret)
    (home / "agent.toml").write_text(
        f"""
        [platform]
        url = "http://localhost:1"
        [api]
        system = "ascend"
        mapping_key = "{signing.public_text(key)}"
        values = {{ organization = "o1" }}
        """
    )
    return Folder(home)


def doctor(home: Path, capsys: pytest.CaptureFixture[str]) -> str:
    main(["--folder", str(home), "doctor"])
    return capsys.readouterr().out


class TestDoctor:
    def test_says_what_each_list_gives_and_what_is_left_of_the_month(
        self, by_offset: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        by_offset.cloud.put("patients", "p1", name="a", born="1990-05-01")
        del by_offset.cloud.lists["ledger"]
        set_up(tmp_path, by_offset.cloud, changes='from = "at" => from = "?"')

        told = doctor(tmp_path, capsys)

        assert "well  mapping: Version 3, preview, signed." in told
        assert "ILL   feed_appointment: To be completed: columns.starts_at.from." in told
        assert "well  login: The API knows us." in told
        assert "ILL   feed_patient: No row of the first page has contact.phone, state." in told
        assert "ILL   feed_payment: The API does not know this path" in told
        assert "well  month: 3 calls of 100,000 this month, 0 MB." in told

    def test_says_that_the_login_is_refused(
        self, by_offset: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        secret = SECRET.replace('"secret"', '"a5e-wrong"')
        set_up(tmp_path, by_offset.cloud, secret=secret)

        told = doctor(tmp_path, capsys)

        assert "ILL   login: The API does not accept our login." in told
        assert "feed_patient" not in told
        assert "a5e-wrong" not in told

    def test_says_that_nobody_answers(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        set_up(tmp_path, Cloud(url="http://127.0.0.1:9/v1"))

        assert "ILL   login: The API cannot be reached" in doctor(tmp_path, capsys)


class TestSettings:
    def test_choose_the_api(self, by_offset: Office, tmp_path: Path) -> None:
        folder = set_up(tmp_path, by_offset.cloud)

        source = source_of(folder, folder.settings())

        assert isinstance(source, Rest)
        assert folder.settings().pms == "ascend"
        assert source.client.where.headers == {"Organization-ID": "o1"}

    def test_must_fill_the_mappings_places(self, by_offset: Office, tmp_path: Path) -> None:
        folder = set_up(tmp_path, by_offset.cloud)
        text = (tmp_path / "agent.toml").read_text()
        (tmp_path / "agent.toml").write_text(text.replace("organization", "other"))

        with pytest.raises(NotSetUp, match="organization is missing"):
            source_of(folder, folder.settings())

    def test_need_a_signed_mapping(self, by_offset: Office, tmp_path: Path) -> None:
        folder = set_up(tmp_path, by_offset.cloud)
        (tmp_path / "mapping.toml").write_text((tmp_path / "mapping.toml").read_text() + "\n")

        with pytest.raises(NotSetUp, match="not as a release signed it"):
            source_of(folder, folder.settings())


class TestHealth:
    def test_says_how_old_a_copy_is_and_that_lists_are_read_more_seldom(
        self, by_offset: Office
    ) -> None:
        by_offset.calls = 40
        by_offset.cloud.put("patients", "p1", name="a")
        agent = by_offset.agent(MemoryServer(listed(PATIENT)), TIMING)
        turn(agent)
        for _ in range(20):
            by_offset.pass_time(61)
            turn(agent)

        (told,) = health.heartbeat(agent.beat, agent.watches, by_offset.clock()).streams

        assert told.error.startswith("Read every ")
        assert (
            "instead of every 10 minutes: else the month's 40 calls would not last." in told.error
        )
        assert told.lag_seconds is not None
        assert told.lag_seconds >= 20 * 61


class TestCycle:
    @pytest.mark.slow
    def test_waits_for_no_list_that_is_read_seldom_or_not_at_all(self, by_offset: Office) -> None:
        """Records are made at each: one slow list is not to hold up the others."""
        server = MemoryServer(listed(PATIENT, PAYMENT))
        agent = by_offset.agent(server, TIMING)
        pay(agent, every_minutes=720)
        passing(by_offset, agent, minutes=60)
        assert len(server.cycles) >= 5

        del by_offset.cloud.lists["ledger"]
        pay(agent, every_minutes=10)
        passing(by_offset, agent, minutes=120)
        before = len(server.cycles)
        passing(by_offset, agent, minutes=60)

        assert agent.watches[PAYMENT].error.startswith("The API does not know this path")
        assert len(server.cycles) >= before + 5


def pay(agent: Agent, *, every_minutes: int) -> None:
    assert isinstance(agent.pms, Rest)
    one = agent.pms.lists[PAYMENT]
    one.feed = msgspec.structs.replace(one.feed, every_minutes=every_minutes)


def passing(office: Office, agent: Agent, *, minutes: int) -> None:
    for _ in range(minutes):
        turn(agent)
        office.pass_time(60)
