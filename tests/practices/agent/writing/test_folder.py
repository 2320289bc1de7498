"""The writer's settings: keys in files, limits by kind, nobody beside it."""

from pathlib import Path

import pytest

from practices.agent.state import NotSetUp
from practices.agent.writing.caps import ALLOWED, Cap
from practices.agent.writing.folder import EXAMPLE, WriterFolder


def folder(path: Path, told: str = EXAMPLE) -> WriterFolder:
    (path / "writer.toml").write_text(told)
    (path / "developer-key").write_text("dev\n")
    (path / "customer-key").write_text("office\n")
    return WriterFolder(path)


class TestSettings:
    def test_of_the_example_are_good(self, tmp_path: Path) -> None:
        told = folder(tmp_path).writing()

        assert (told.api.developer_key, told.api.customer_key) == ("dev", "office")
        assert (told.api.spacing, told.api.page_rows, told.allowed) == (0.0, 1_000, ALLOWED)
        assert "office" not in repr(told)

    def test_of_the_remote_api_rest_between_calls(self, tmp_path: Path) -> None:
        told = EXAMPLE.replace("http://localhost:30223", "https://api.opendental.com")

        assert folder(tmp_path, told).writing().api.spacing == 1.2

    @pytest.mark.parametrize(
        "url", ["http://api.opendental.com/api/v1", "ftp://localhost/api", "", "http://11.0.0.1/x"]
    )
    def test_send_no_key_in_the_clear_over_the_internet(self, tmp_path: Path, url: str) -> None:
        told = EXAMPLE.replace("http://localhost:30223/api/v1", url)

        with pytest.raises(NotSetUp, match="https"):
            folder(tmp_path, told).writing()

    def test_may_limit_what_is_written(self, tmp_path: Path) -> None:
        told = f"{EXAMPLE}\n[limits]\ncommlog = {{ orders = 5, cents = 0 }}\n"

        assert folder(tmp_path, told).writing().allowed == {"commlog": Cap(5, 0)}

    @pytest.mark.parametrize("limit", ["commlog = 5", "commlog = { orders = -1, cents = 0 }"])
    def test_refuse_limits_that_are_none(self, tmp_path: Path, limit: str) -> None:
        with pytest.raises(NotSetUp, match="limits"):
            folder(tmp_path, f"{EXAMPLE}\n[limits]\n{limit}\n").writing()

    def test_say_what_is_missing(self, tmp_path: Path) -> None:
        made = folder(tmp_path)
        (tmp_path / "customer-key").unlink()

        with pytest.raises(NotSetUp, match="customer-key"):
            made.writing()


def test_a_second_writer_of_one_folder_does_not_start(tmp_path: Path) -> None:
    second = WriterFolder(tmp_path).alone()

    with folder(tmp_path).alone(), pytest.raises(NotSetUp, match="Another writer"), second:
        raise AssertionError("Two writers run in one folder.")
