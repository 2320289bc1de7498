"""Lists in pages of four kinds become rows; what moves, goes or changes its shape is noticed."""

from datetime import timedelta

import msgspec
import pytest

from practices.agent.pms import PmsAway, TableUnreadable
from practices.agent.pms.rest.connector import Rest
from tests.practices.agent.rest.office import APPOINTMENT, PATIENT, PAYMENT, Office, listed

(PEOPLE,), (VISITS,), (PAID,) = listed(PATIENT), listed(APPOINTMENT), listed(PAYMENT)
TEN_MINUTES, HOUR = 601, 3_601


def names(source: Rest) -> dict[str, object]:
    return {str(key): values[2] for key, _, values in source.rows_after(PEOPLE, None, 2_000)}


def fill(office: Office, count: int) -> None:
    for number in range(count):
        office.cloud.put("patients", f"p{number:03}", name=f"n{number:03}")


class TestPages:
    def test_are_read_to_the_end_however_a_list_goes_on(self, office: Office) -> None:
        fill(office, 23)
        source = office.source()

        source.refresh()

        assert names(source) == {f"p{n:03}": f"n{n:03}" for n in range(23)}

    @pytest.mark.parametrize("count", [0, 1, 2, 4, 5, 6, 10])
    def test_may_be_of_any_number_of_rows(self, office: Office, count: int) -> None:
        fill(office, count)
        source = office.source()

        source.refresh()

        assert len(names(source)) == count
        assert source.remark(PEOPLE) == ""

    def test_overlap_so_that_rows_that_moved_up_are_not_missed(self, by_offset: Office) -> None:
        """One gone before the edge; what stood behind it has moved by one place."""
        fill(by_offset, 20)
        by_offset.cloud.between = [lambda: by_offset.cloud.drop("patients", "p000")]
        source = by_offset.source()

        source.refresh()

        assert {f"p{n:03}" for n in range(1, 20)} <= names(source).keys()
        assert source.lists[PATIENT].copy.standing().passes == 1

    def test_begin_again_where_more_moved_than_they_overlap(self, by_offset: Office) -> None:
        fill(by_offset, 20)

        def many_go() -> None:
            for number in range(4):
                by_offset.cloud.drop("patients", f"p{number:03}")

        by_offset.cloud.between = [many_go]
        source = by_offset.source()

        source.refresh()

        assert {f"p{n:03}" for n in range(4, 20)} <= names(source).keys()
        first_pages = [
            a for p, a in by_offset.cloud.asked if p == "/patients" and a["offset"] == "0"
        ]
        assert len(first_pages) == 2

    def test_of_a_link_that_leads_elsewhere_are_not_followed(self, by_offset: Office) -> None:
        source = by_offset.source()

        for link in ("https://elsewhere.example/v1/patients", f"{by_offset.cloud.url}.evil/x",
                     f"{by_offset.cloud.url}/../admin"):  # fmt: skip
            with pytest.raises(Exception, match="leads elsewhere"):
                source.client.get(link, {})


class TestCopy:
    def test_is_read_anew_by_another_mapping(self, by_offset: Office) -> None:
        fill(by_offset, 3)
        source = by_offset.source()
        source.refresh()
        other = by_offset.source()
        other.mapping = msgspec.structs.replace(other.mapping, version=4)
        by_offset.cloud.lists["patients"].clear()

        assert len(names(other)) == 3  # whoever only looks changes nothing
        other.refresh()

        assert names(other) == {}
        assert other.program() != source.program()

    def test_is_for_the_agents_account_alone(self, by_offset: Office) -> None:
        by_offset.source().refresh()

        for path in by_offset.kept.glob("feed_*.sqlite"):
            assert path.stat().st_mode & 0o77 == 0

    def test_that_is_damaged_is_told(self, by_offset: Office) -> None:
        by_offset.source().refresh()
        (by_offset.kept / f"{PATIENT}.sqlite").write_bytes(b"garbage" * 1_000)

        with pytest.raises(PmsAway, match=rf"own {PATIENT}\.sqlite"):
            by_offset.source().refresh()


class TestChanges:
    def test_are_asked_for_alone(self, office: Office) -> None:
        fill(office, 23)
        office.pass_time(HOUR)
        source = office.source()
        source.refresh()
        office.pass_time(TEN_MINUTES)
        office.cloud.put("patients", "p003", name="zz")
        office.cloud.asked.clear()

        source.refresh()

        assert names(source)["p003"] == "zz"
        asked = [given for path, given in office.cloud.asked if path == "/patients"]
        assert all("filter" in given for given in asked)
        assert len(asked) <= 2

    def test_that_leave_a_row_out_take_it_away(self, office: Office) -> None:
        fill(office, 3)
        source = office.source()
        source.refresh()
        office.pass_time(TEN_MINUTES)
        office.cloud.put("patients", "p001", state="merged")

        source.refresh()

        assert names(source).keys() == {"p000", "p002"}


class TestDeletes:
    def test_show_once_two_full_readings_missed_them(self, office: Office) -> None:
        fill(office, 8)
        source = office.source()
        source.refresh()
        office.cloud.drop("patients", "p004")

        office.pass_time(HOUR)
        source.refresh()
        assert "p004" in names(source)
        office.pass_time(TEN_MINUTES)
        source.refresh()

        assert "p004" not in names(source)
        assert len(names(source)) == 7

    def test_of_a_windows_days_alone(self, office: Office) -> None:
        """What is older than the window is not known to be gone."""
        today = office.cloud.now().date()
        for key, age in (("old", 85), ("new", 10), ("other", 5)):
            office.cloud.put(
                "ledger", key, type="payment", amount=1.5, day=f"{today - timedelta(age)}"
            )
        source = office.source()
        source.refresh()
        office.cloud.lists["ledger"].clear()
        office.pass_time(10 * 24 * 3600)

        for _ in range(2):
            source.refresh()
            office.pass_time(TEN_MINUTES)

        assert [key for key, _, _ in source.rows_after(PAID, None, 10)] == ["old"]


class TestShape:
    def test_amounts_keep_their_digits_and_moments_their_zone(self, office: Office) -> None:
        day = f"{office.cloud.now().date()}"
        office.cloud.put("ledger", "1", type="payment", amount=1234.10, day=day)
        office.cloud.put("ledger", "2", type="charge", amount=5, day=day)
        office.cloud.put("appointments", "1", patient={"id": "p1"}, at="2026-11-24T15:30:00Z")
        source = office.source()

        source.refresh()

        told = dict(zip(PAID.columns, source.rows_after(PAID, None, 10)[0][2], strict=True))
        assert told["cents"] == "1234.1000"
        assert len(source.rows_after(PAID, None, 10)) == 1
        (visit,) = source.rows_after(VISITS, None, 10)
        assert dict(zip(VISITS.columns, visit[2], strict=True))["starts_at"] == (
            "2026-11-24T15:30:00+00:00"
        )

    def test_that_lost_a_field_stops_the_list_and_empties_nothing(self, by_offset: Office) -> None:
        by_offset.cloud.page_rows = 50
        fill(by_offset, 30)
        source = by_offset.source()
        wide = msgspec.structs.replace(source.mapping.paging, size=50)
        source.mapping = msgspec.structs.replace(source.mapping, paging=wide)
        source.refresh()
        for row in by_offset.cloud.lists["patients"].values():
            row["last"] = row.pop("name")
        by_offset.pass_time(HOUR)

        source.refresh()

        assert source.remark(PEOPLE) == "No row has the field name any more."
        assert set(names(source).values()) == {f"n{n:03}" for n in range(30)}

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            ({"id": ""}, "key, id, is missing"), ({"id": None}, "key, id, is missing"),
            ({"id": "x" * 39}, "key, id, is missing"), ({"id": " a"}, "key, id, is missing"),
            ({"id": "a", "name": ["x"]}, "field name is not one value"),
        ],
    )  # fmt: skip
    def test_that_is_none_stops_the_list(
        self, by_offset: Office, row: dict[str, object], said: str
    ) -> None:
        by_offset.cloud.lists["patients"]["a"] = {"lastModified": "2026-01-01T00:00:00Z", **row}
        source = by_offset.source()

        source.refresh()

        with pytest.raises(TableUnreadable, match=said):
            source.rows_after(PEOPLE, None, 1)
        assert source.rows_after(VISITS, None, 1) == []
