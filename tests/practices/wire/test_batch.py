import pytest
import zstandard

from practices.wire import batch
from practices.wire.batch import BadBatch, Head, TooLarge, pack, unpack

HEAD = Head(
    table="claimproc",
    epoch=1,
    seq=1,
    map="od/1",
    schema="9f",
    cols=("ClaimProcNum", "FeeBilled"),
    pk=("ClaimProcNum",),
    db_now="2026-03-02T15:04:05Z",
)
ROWS = [("2026-03-02T15:04:05Z", b'[1,"5.0000"]'), (None, b"[2,null]")]


def squeezed(text: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(text)


def opened(body: bytes) -> list[bytes]:
    return zstandard.ZstdDecompressor().decompress(body).split(b"\n")


class TestBatch:
    def test_comes_back_as_it_was(self) -> None:
        head, rows = unpack(pack(HEAD, ROWS))

        assert head == HEAD
        assert [(row.stamp, bytes(row.values)) for row in rows] == ROWS

    def test_cut_after_any_line_is_none(self) -> None:
        lines = opened(pack(HEAD, ROWS))
        for kept in range(len(lines)):
            with pytest.raises(BadBatch):
                unpack(squeezed(b"\n".join(lines[:kept])))

    def test_with_a_row_taken_out_is_none(self) -> None:
        first, _, *rest = opened(pack(HEAD, ROWS))

        with pytest.raises(BadBatch, match="says 2 rows, 1 came"):
            unpack(squeezed(b"\n".join([first, *rest])))

    @pytest.mark.parametrize("body", [b"", b"plain", b"\x28\xb5\x2f\xfd\x00"])
    def test_of_other_bytes_is_refused(self, body: bytes) -> None:
        with pytest.raises(BadBatch):
            unpack(body)

    def test_that_would_unpack_to_a_mountain_is_refused(self) -> None:
        bomb = squeezed(b"0" * (200 * 2**20))
        assert len(bomb) < batch.BODY_BYTES_MAX

        with pytest.raises(TooLarge):
            unpack(bomb)

    def test_of_too_many_rows_is_not_made(self) -> None:
        with pytest.raises(TooLarge):
            pack(HEAD, [(None, b"[1,null]")] * (batch.ROWS_MAX + 1))

    def test_names_the_line_that_is_no_row(self) -> None:
        first, _, *rest = opened(pack(HEAD, ROWS))

        with pytest.raises(BadBatch, match="Line 2"):
            unpack(squeezed(b"\n".join([first, b'{"a":1}', *rest])))
