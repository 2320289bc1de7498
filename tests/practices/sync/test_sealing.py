import base64

import pytest

from practices.sync.sealing import CannotOpen, keys_of, opened, seal

OLD = f"old:{base64.b64encode(bytes(32)).decode()}"
NEW = f"new:{base64.b64encode(b'1' * 32).decode()}"


class TestSeal:
    def test_is_opened_by_its_key_after_another_has_come(self) -> None:
        sealed = seal(b"rows", "here", keys_of([OLD], ""))

        assert b"rows" not in sealed
        assert opened(sealed, "here", keys_of([NEW, OLD], "")) == b"rows"
        with pytest.raises(CannotOpen, match="Key old"):
            opened(sealed, "here", keys_of([NEW], ""))

    def test_is_opened_nowhere_else_and_not_when_altered(self) -> None:
        keys = keys_of([], "a secret of the installation")
        sealed = seal(b"rows", "here", keys)

        with pytest.raises(CannotOpen):
            opened(sealed, "there", keys)
        for place in range(len(sealed)):
            altered = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
            with pytest.raises(CannotOpen):
                opened(altered, "here", keys)

    @pytest.mark.parametrize("told", ["x", "x:AAAA", ":" + "A" * 44])
    def test_takes_no_key_that_is_none(self, told: str) -> None:
        with pytest.raises(ValueError, match="32 bytes"):
            keys_of([told], "")
