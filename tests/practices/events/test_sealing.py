import pytest

from practices.events import sealing


class TestSealing:
    def test_opens_with_the_key_it_was_sealed_with(self) -> None:
        sealed = sealing.seal("whsec_x", ["one"])

        assert b"whsec" not in sealed
        assert sealing.opened(sealed, ["one"]) == "whsec_x"

    def test_is_not_the_same_twice(self) -> None:
        assert sealing.seal("x", ["one"]) != sealing.seal("x", ["one"])

    @pytest.mark.parametrize("at", [0, 10, -1])
    def test_notices_a_changed_byte(self, at: int) -> None:
        sealed = bytearray(sealing.seal("x", ["one"]))
        sealed[at] ^= 1

        with pytest.raises(sealing.CannotOpen):
            sealing.opened(bytes(sealed), ["one"])

    def test_goes_over_to_a_new_key_without_a_gap(self) -> None:
        old = sealing.seal("x", ["one"])

        new = sealing.resealed(old, ["two", "one"])

        assert sealing.opened(old, ["two", "one"]) == "x"
        assert sealing.opened(new, ["two"]) == "x"
        with pytest.raises(sealing.CannotOpen):
            sealing.opened(new, ["one"])
