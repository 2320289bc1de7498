"""What every door does alike."""

from dataclasses import replace

import pytest

from billing.submission.clearinghouses import Changed, Parcel, Place, Refused, Standing, Unsure
from tests.billing.submission.clearinghouses.sites import Site, parcel, send


class TestSending:
    def test_a_parcel_becomes_theirs_with_its_release_alone(self, any_site: Site) -> None:
        one = parcel()
        with any_site.door() as door:
            assert door.standing(one, staged=False) is Standing.ABSENT
            door.stage(one)
            any_site.house.run(any_site.house.now)
            assert any_site.house.ledger.received == []
            assert door.standing(one, staged=True) is Standing.STAGED

            door.release(one)

            assert door.standing(one, staged=True) is Standing.RELEASED
            any_site.house.run(any_site.house.now)
            assert any_site.house.ledger.received == ["SUB-1"]
            assert len(any_site.house.ledger.truths) == 3

    def test_staging_again_changes_nothing(self, any_site: Site) -> None:
        one = parcel()
        with any_site.door() as door:
            door.stage(one)
            door.stage(one)
            send(door, one, staged=True)
        any_site.house.run(any_site.house.now)
        assert any_site.house.ledger.sent_twice == {}
        assert len(any_site.house.ledger.deliveries) == 1

    def test_staging_what_is_theirs_is_not_sure(self, any_site: Site) -> None:
        one = parcel()
        with any_site.door() as door:
            send(door, one)
            with pytest.raises(Unsure):
                door.stage(one)

    def test_what_they_picked_up_was_released(self, any_site: Site) -> None:
        one = parcel()
        with any_site.door() as door:
            send(door, one)
            any_site.house.run(any_site.house.now)
            assert door.standing(one, staged=True) is Standing.RELEASED
            assert door.standing(one) is Standing.RELEASED  # they show what they took

    def test_another_content_under_the_key_is_not_sure(self, any_site: Site) -> None:
        one = parcel()
        with any_site.door() as door:
            send(door, one)
            other = replace(one, data=one.data + b"\n")
            assert door.standing(other, staged=True) is Standing.UNSURE

    def test_one_connection_carries_many(self, any_site: Site) -> None:
        with any_site.door() as door:
            for number in range(20):
                send(door, parcel(f"SUB-{number}"))
        any_site.house.run(any_site.house.now)
        assert len(any_site.house.ledger.deliveries) == 20
        assert any_site.house.ledger.sent_twice == {}


class TestInbox:
    def test_files_are_listed_fetched_and_put_aside(self, any_site: Site) -> None:
        any_site.put("a.999", b"one")
        any_site.put("b.277ca", b"and two")
        with any_site.door() as door:
            found = {one.name: one for one in door.listing()}
            assert {name: door.fetch(one) for name, one in found.items()} == {
                "a.999": b"one",
                "b.277ca": b"and two",
            }
            assert any_site.names("in") == ["a.999", "b.277ca"]

            door.archive(found["a.999"])
            door.archive(found["a.999"])

            assert [one.name for one in door.listing()] == ["b.277ca"]
        assert any_site.names("archive") == ["a.999"]

    def test_a_file_that_changed_is_left(self, any_site: Site) -> None:
        path = any_site.put("a.999", b"one")
        with any_site.door() as door:
            (found,) = door.listing()
            path.write_bytes(b"one and more")
            with pytest.raises(Changed):
                door.fetch(found)
            path.unlink()
            with pytest.raises(Changed):
                door.fetch(found)

    def test_a_file_too_large_is_not_read(self, any_site: Site) -> None:
        any_site.put("a.999", b"one")
        with any_site.door() as door:
            (found,) = door.listing()
            with pytest.raises(Refused, match="too large"):
                door.fetch(replace(found, size=10**9))

    def test_nothing_waits(self, any_site: Site) -> None:
        with any_site.door() as door:
            assert list(door.listing()) == []


class TestValues:
    def test_show_no_secret_and_no_content(self, any_site: Site) -> None:
        told = f"{any_site.place} {parcel()}"
        for secret in (any_site.place.password, any_site.place.private_key, "PATIENT"):
            assert not secret or secret not in told

    def test_a_name_stays_in_its_folder(self) -> None:
        for name in ("../x", ".x", "a/b", "a\nb", ""):
            with pytest.raises(ValueError, match="plain characters"):
                Parcel("K", name, b"x")
        with pytest.raises(ValueError, match="one byte"):
            Parcel("K", "k.837", b"")

    def test_a_server_is_pinned(self) -> None:
        for keys in ((), ("MD5:00",)):
            with pytest.raises(ValueError, match="SHA256"):
                Place("sftp", "h", host_keys=keys)
