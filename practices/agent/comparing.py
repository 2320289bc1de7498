"""Comparing what the platform holds with what is there, by reading real values in small pages.

What differs is sent again. What is not there any more is looked for once more, a minute or more
later, before we say that it is gone.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from practices.agent.pace import Pace
from practices.agent.reading import Source, SourceRow
from practices.agent.server import Server
from practices.wire.buckets import BUCKET_BITS, SPREAD_BUCKETS, bucket_of, digest_of
from practices.wire.messages import Bucket, Compare, Hashes

BUCKETS_PER_CALL = 64
COUNTING_DIGITS_MAX = 18  # longer keys are spread, see practices.wire.buckets
LAST_BUCKET = 2**63 >> BUCKET_BITS
HOT_BUCKETS = 50


@dataclass(frozen=True, slots=True)
class Found:
    """What comparing one table brought: rows to send again, keys nobody could find."""

    wanted: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)


def compare(
    source: Source, server: Server, epoch: int, pace: Pace, *, hot: bool = False
) -> Iterator[Found]:
    """One finding for each call of buckets. `hot` looks at the newest keys only."""
    top = source.pms.top(source.table)
    spread = top is not None and len(str(top)) > COUNTING_DIGITS_MAX
    if hot and spread:
        return  # the newest of keys without order are nowhere
    first = ((top or 0) >> BUCKET_BITS) - HOT_BUCKETS + 1 if hot else -LAST_BUCKET
    for asked in _asked(source, pace, epoch, first, spread=spread):
        for number in server.compare(source.table.name, asked).buckets:
            yield _settle(source, server, pace, epoch, number, spread=spread)


def _asked(
    source: Source, pace: Pace, epoch: int, first: int, *, spread: bool
) -> Iterator[Compare]:
    """All buckets from `first` on in calls of a few. Spread keys are complete only at the end."""
    hashes: dict[int, list[bytes]] = defaultdict(list)
    for rows in _pages(source, pace, after=(first << BUCKET_BITS) - 1):
        for row in rows:
            hashes[bucket_of(str(row.key))].append(row.hash)
        while not spread and len(hashes) > BUCKETS_PER_CALL:
            told = sorted(hashes)[:BUCKETS_PER_CALL]
            yield _call(epoch, first, told[-1], {number: hashes.pop(number) for number in told})
            first = told[-1] + 1
    for told in _in_parts(sorted(hashes)):
        yield _call(epoch, first, told[-1], {number: hashes.pop(number) for number in told})
        first = told[-1] + 1
    yield _call(epoch, first, LAST_BUCKET, {})


def _call(epoch: int, first: int, last: int, hashes: dict[int, list[bytes]]) -> Compare:
    told = tuple(
        Bucket(number, len(found), digest_of(found)) for number, found in sorted(hashes.items())
    )
    return Compare(epoch=epoch, first=first, last=last, buckets=told)


def _settle(
    source: Source, server: Server, pace: Pace, epoch: int, number: int, *, spread: bool
) -> Found:
    """Keys and hashes of one bucket, read again: it may have changed since."""
    rows = [row for page in _bucket(source, pace, number, spread=spread) for row in page]
    told = tuple((str(row.key), row.hash.hex()) for row in rows)
    wanted = server.hashes(source.table.name, number, Hashes(epoch=epoch, rows=told))
    return Found([int(key) for key in wanted.keys], [int(key) for key in wanted.missing])


def _bucket(source: Source, pace: Pace, number: int, *, spread: bool) -> Iterator[list[SourceRow]]:
    """A bucket of counting keys is one range; one of spread keys is anywhere."""
    if spread and number < SPREAD_BUCKETS:
        for page in _pages(source, pace):
            yield [row for row in page if bucket_of(str(row.key)) == number]
        return
    low = number << BUCKET_BITS
    yield from _pages(source, pace, after=low - 1, through=low + (1 << BUCKET_BITS) - 1)


def _pages(
    source: Source, pace: Pace, after: int | None = None, through: int | None = None
) -> Iterator[list[SourceRow]]:
    while True:
        pace.rest()
        rows = source.next_after(after, through)
        pace.read()
        yield rows
        if len(rows) < source.rows_max:
            return
        after = rows[-1].key


def _in_parts(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), BUCKETS_PER_CALL):
        yield numbers[start : start + BUCKETS_PER_CALL]
