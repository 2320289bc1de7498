"""Source rows on their way in. Pure."""

from collections.abc import Iterable

Incoming = tuple[str, int, bytes, str | None, bytes]
"""Key, bucket, hash of sixteen bytes, then stamp and values in their canonical form. A plain tuple:
two thousand of them are made in each batch."""

NONE = "\x02"  # for no stamp, until all other backslashes are doubled


def lines_of(table: str, rows: Iterable[Incoming], change: int) -> bytes:
    """As COPY reads them. JSON holds no tab and no line end, but a backslash may be anywhere."""
    told = "".join([
        f"{table}\t{key}\t{bucket}\t\\x{digest.hex()}\t{stamp or NONE}\t{change}\t"
        f"{values.decode()}\n"
        for key, bucket, digest, stamp, values in rows
    ])  # fmt: skip
    return told.replace("\\", "\\\\").replace(f"\t{NONE}\t", "\t\\N\t").encode()
