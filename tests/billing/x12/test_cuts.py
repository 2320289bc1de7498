"""A file that ends too early is refused cleanly, wherever it ends."""

import random
from collections.abc import Iterable

import pytest

from billing.x12 import read
from tests.billing.x12 import builders
from tests.billing.x12.test_corpus import NAMES, ROWS, content

CUTS_IN_CHECK = 25


def wrongly_read(data: bytes, cuts: Iterable[int]) -> list[int]:
    """Cuts that were read though no IEA segment had ended before them."""
    found = []
    for cut in cuts:
        reading = read(data[:cut])
        if reading.errors:
            assert reading.transactions == ()
        elif not _ends_an_interchange(data[:cut]):
            found.append(cut)
    return found


def _ends_an_interchange(data: bytes) -> bool:
    last = data.rfind(b"IEA")
    rest = data[last:].rstrip(b" \t\r\n") if last >= 0 else b""
    return last >= 0 and (not rest[-1:].isalnum() or data[-1:] in b"\r\n")


class TestCutting:
    def test_a_small_file_at_every_byte_is_refused_until_it_is_whole(self) -> None:
        data = builders.file()

        readable = [cut for cut in range(len(data) + 1) if not read(data[:cut]).errors]

        assert readable == [len(data)]

    def test_between_two_interchanges_leaves_the_first_whole(self) -> None:
        one = builders.file()

        readable = [cut for cut in range(2 * len(one) + 1) if not read((one + one)[:cut]).errors]

        assert readable == [len(one), 2 * len(one)]

    @pytest.mark.corpus
    @pytest.mark.parametrize("row", ROWS, ids=NAMES)
    def test_any_file_somewhere_is_refused_with_a_place(self, row: dict[str, str]) -> None:
        data = content(row)
        if read(data).errors:
            return
        cuts = random.Random(row["file"]).sample(range(len(data)), min(CUTS_IN_CHECK, len(data)))
        if len(data) > 100_000:
            cuts = cuts[:3]

        assert wrongly_read(data, cuts) == []

    @pytest.mark.slow
    @pytest.mark.corpus
    @pytest.mark.parametrize("row", ROWS, ids=NAMES)
    def test_any_file_at_every_byte_is_refused_with_a_place(self, row: dict[str, str]) -> None:
        data = content(row)
        if read(data).errors:
            return
        step = max(1, len(data) ** 2 // 100_000_000)  # every byte up to 10 KB, then fewer

        assert wrongly_read(data, range(0, len(data), step)) == []
