"""One terminal for many processes."""

import io
from pathlib import Path

import pytest

from dso.embedded import address, announce, places
from dso.embedded.terminal import Lines, Terminal


class TestTerminal:
    def test_says_whose_line_it_is_and_colours_nothing_in_a_file(self) -> None:
        out = io.StringIO()

        Terminal(out).line("web", "GET / 200")

        assert out.getvalue() == "web      | GET / 200\n"

    def test_cuts_what_a_command_writes_into_lines(self) -> None:
        out = io.StringIO()

        Lines(Terminal(out), "up").write("one\n\ntwo\n")

        assert out.getvalue() == "up       | one\nup       | two\n"


class TestAnnounce:
    def test_names_the_address_the_sign_ins_and_what_is_embedded(self) -> None:
        said = "\n".join(
            announce.lines(
                place="http://127.0.0.1:8000",
                seconds=2.71,
                sign_ins=[("Demo Biller", "biller@group.example", "a-password")],
                data=Path("/srv/dso"),
                is_embedded=True,
                broker=places.EMBEDDED_BROKER,
            )
        )

        assert "Ready after 2.7 s: http://127.0.0.1:8000" in said
        assert "Demo Biller  biller@group.example  a-password" in said
        assert "/pg18" in said
        assert "in the same server" in said


class TestRequireFree:
    def test_passes_a_port_nobody_uses(self) -> None:
        address.require_free(0)

    def test_refuses_a_port_that_is_not_one(self) -> None:
        with pytest.raises(OverflowError):
            address.require_free(70_000)
