"""What drop-boxes do beside: parts, names that are taken, folders that are gone."""

import os

import pytest

from billing.submission.clearinghouses import Changed, Down, Refused, Standing, Unsure
from billing.submission.clearinghouses.box import temporary
from tests.billing.submission.clearinghouses.sites import Site, parcel, send


class TestStaging:
    @pytest.mark.parametrize("whole", [True, False])
    def test_a_part_of_ours_is_resumed(self, box: Site, whole: bool) -> None:
        one = parcel()
        part = box.house.mailbox.root / "out" / temporary(one)
        part.write_bytes(one.data if whole else one.data[:1000])
        inode = part.stat().st_ino
        with box.door() as door:
            expected = Standing.STAGED if whole else Standing.ABSENT
            assert door.standing(one, staged=False) is expected
            door.stage(one)
        assert part.read_bytes() == one.data
        assert part.stat().st_ino == inode

    @pytest.mark.parametrize("rubbish", [b"", b"\0" * 500, b"\0" * 10**5])
    def test_a_part_that_is_none_of_ours_is_begun_anew(self, box: Site, rubbish: bytes) -> None:
        one = parcel()
        part = box.house.mailbox.root / "out" / temporary(one)
        part.write_bytes(rubbish)
        with box.door() as door:
            door.stage(one)
        assert part.read_bytes() == one.data

    def test_a_link_is_no_part(self, box: Site, tmp_path: os.PathLike[str]) -> None:
        one, other = parcel(), box.house.mailbox.root / "elsewhere"
        (box.house.mailbox.root / "out" / temporary(one)).symlink_to(other)
        with box.door() as door, pytest.raises(Down):
            door.stage(one)
        assert not other.exists()


class TestReleasing:
    def test_never_puts_one_file_over_another(self, box: Site) -> None:
        one = parcel()
        with box.door() as door:
            door.stage(one)
            (box.house.mailbox.root / "out" / one.name).write_bytes(b"somebody's")
            with pytest.raises(Unsure):
                door.release(one)
        assert (box.house.mailbox.root / "out" / one.name).read_bytes() == b"somebody's"

    def test_what_is_not_wholly_there_is_not_released(self, box: Site) -> None:
        one = parcel()
        (box.house.mailbox.root / "out" / temporary(one)).write_bytes(one.data[:10])
        with box.door() as door, pytest.raises(Down, match="not wholly"):
            door.release(one)
        assert box.names("out") == [temporary(one)]

    def test_both_names_mean_released(self, box: Site) -> None:
        """As after a crash of theirs between link and unlink."""
        one, out = parcel(), box.house.mailbox.root / "out"
        with box.door() as door:
            door.stage(one)
            (out / one.name).hardlink_to(out / temporary(one))
            assert door.standing(one, staged=True) is Standing.RELEASED
            door.release(one)
        assert box.names("out") == [one.name]

    def test_what_nobody_sees_is_not_released_again(self, box: Site) -> None:
        one = parcel()
        with box.door() as door, pytest.raises(Unsure):
            door.release(one)


class TestStanding:
    def test_follows_from_what_was_noted_where_no_name_is_left(self, box: Site) -> None:
        one = parcel()
        with box.door() as door:
            assert door.standing(one, staged=True) is Standing.RELEASED
            assert door.standing(one, staged=False) is Standing.ABSENT
            assert door.standing(one) is Standing.UNSURE
        with box.door(sweeps=True) as door:
            assert door.standing(one, staged=True) is Standing.UNSURE

    def test_a_folder_that_is_away_proves_nothing(self, box: Site) -> None:
        one = parcel()
        box.house.mailbox.set_away(True)
        with box.door() as door, pytest.raises((Down, Refused)):
            door.standing(one, staged=True)
        box.house.mailbox.set_away(False)
        with box.door() as door:
            send(door, one)
        (box.house.mailbox.root / "out" / one.name).unlink()
        (box.house.mailbox.root / "out").rmdir()
        with box.door() as door, pytest.raises(Refused, match="folder"):
            door.standing(one, staged=True)


class TestInbox:
    def test_leaves_what_is_hidden_partial_empty_or_a_link(self, box: Site) -> None:
        for name in (".a.999", "a.999.part", "b.TMP", "c.filepart"):
            box.put(name, b"x")
        box.put("empty.999", b"")
        (box.house.mailbox.root / "in" / "link.999").symlink_to("/etc/hostname")
        (box.house.mailbox.root / "in" / "folder.999").mkdir()
        box.put("a.999", b"whole")
        with box.door() as door:
            assert [one.name for one in door.listing()] == ["a.999"]

    def test_what_grows_between_two_looks_is_left(
        self, box: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = box.put("a.999", b"half")
        box.put("b.999", b"whole")
        monkeypatch.setattr("time.sleep", lambda _: path.write_bytes(b"half and more"))
        with box.door() as door:
            assert [one.name for one in door.listing()] == ["b.999"]

    def test_twins_stand_beside_each_other_in_the_archive(self, box: Site) -> None:
        for number, content in enumerate((b"one", b"three", b"seven!!")):
            os.utime(box.put("a.999", content), (1_700_000_000 + number,) * 2)
            with box.door() as door:
                door.archive(*door.listing())
        kept = [path.read_bytes() for path in (box.house.mailbox.root / "archive").iterdir()]
        assert sorted(kept) == [b"one", b"seven!!", b"three"]

    def test_another_file_under_the_name_is_not_put_aside(self, box: Site) -> None:
        path = box.put("a.999", b"one")
        with box.door() as door:
            (found,) = door.listing()
            path.write_bytes(b"another")
            with pytest.raises(Changed):
                door.archive(found)
        assert box.names("in") == ["a.999"]

    def test_oldest_first(self, box: Site) -> None:
        for place, name in enumerate(("c.999", "a.999", "b.999")):
            os.utime(box.put(name, b"x"), (1_700_000_000 + place,) * 2)
        with box.door() as door:
            assert [one.name for one in door.listing()] == ["c.999", "a.999", "b.999"]
