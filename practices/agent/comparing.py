"""Comparing what the platform holds with what is there, at three levels.

Level 0 is a count and the highest key. Level 1 are sums over keys and stamps, which the practice's
database works out by itself, a bucket at a time. Level 2 reads real values in small pages. What
differs is sent again. What is not there any more is looked for once more, a minute or more later,
before we say that it is gone.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from practices.agent.pace import Pace
from practices.agent.pms import Key
from practices.agent.server import Server
from practices.agent.source import Source, SourceRow
from practices.wire.buckets import (
    BUCKET_BITS,
    COUNTING_DIGITS,
    SPREAD_BUCKETS,
    bucket_of,
    digest_of,
    sums_of,
)
from practices.wire.messages import Bucket, Compare, Hashes, Mark, Marks

BUCKETS_PER_CALL = 64
BUCKET_KEYS = 1 << BUCKET_BITS
LAST_BUCKET = 2**63 >> BUCKET_BITS
HOT_BUCKETS = 50
NO_DIGEST = "0" * 32


@dataclass(frozen=True, slots=True)
class Found:
    """What comparing one bucket brought: rows to send again, keys nobody could find."""

    wanted: list[Key] = field(default_factory=list)
    missing: list[Key] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Comparing:
    """One table under comparison. `observe`: differences are counted and left as they are."""

    source: Source
    server: Server
    epoch: int
    pace: Pace
    observe: bool = False

    @property
    def table(self) -> str:
        return self.source.table.name

    @property
    def is_text(self) -> bool:
        return self.source.table.keys == "text"

    def is_spread(self, top: int | None) -> bool:
        """Text keys have no order that buckets keep, nor have numbers of so many digits."""
        return self.is_text or (top is not None and len(str(top)) >= COUNTING_DIGITS)

    def totals_agree(self) -> bool:
        """Level 0."""
        count, top = self.source.pms.totals(self.source.table)
        whole = Bucket(top or 0, count, NO_DIGEST)
        asked = Compare(epoch=self.epoch, level=0, first=0, last=0, buckets=(whole,))
        return not self.server.compare(self.table, asked).buckets

    def by_sums(self, first: int = -LAST_BUCKET, last: int = LAST_BUCKET) -> Iterator[Found]:
        """Level 1; where it differs, the bucket is settled and its stamps are told."""
        for asked in self._sums(first, last):
            for number in self.server.compare(self.table, asked).buckets:
                yield self._settle(number, spread=False, stamps=True)

    def by_values(self, first: int = -LAST_BUCKET, last: int = LAST_BUCKET) -> Iterator[Found]:
        """Level 2. Keys without order are compared as a whole."""
        spread = self.is_spread(self.source.pms.top(self.source.table))
        for asked in self._digests(first, last, spread=spread):
            for number in self.server.compare(self.table, asked).buckets:
                yield self._settle(number, spread=spread)

    def _sums(self, first: int, last: int) -> Iterator[Compare]:
        """No statement sees more than one bucket, so that whoever writes waits for no more."""
        table, pms = self.source.table, self.source.pms
        told: list[Bucket] = []
        after: int | None = None if first == -LAST_BUCKET else first * BUCKET_KEYS - 1
        while (key := pms.next_key(table, after)) is not None and key >> BUCKET_BITS <= last:
            number = key >> BUCKET_BITS
            after = number * BUCKET_KEYS + BUCKET_KEYS - 1
            self.pace.rest()
            count, xor, total = pms.sums(table, number * BUCKET_KEYS, after)
            self.pace.read()
            told.append(Bucket(number, count, sums_of(xor, total)))
            if len(told) == BUCKETS_PER_CALL:
                yield self._call(1, first, number, told)
                first, told = number + 1, []
        yield self._call(1, first, last, told)

    def _digests(self, first: int, last: int, *, spread: bool) -> Iterator[Compare]:
        """In calls of a few buckets. Spread keys are complete only at the end."""
        hashes: dict[int, list[bytes]] = defaultdict(list)
        after = None if first == -LAST_BUCKET else first * BUCKET_KEYS - 1
        through = None if last == LAST_BUCKET else (last + 1) * BUCKET_KEYS - 1
        for rows in self._pages(after, through):
            for row in rows:
                hashes[bucket_of(str(row.key))].append(row.hash)
            while not spread and len(hashes) > BUCKETS_PER_CALL:
                numbers = sorted(hashes)[:BUCKETS_PER_CALL]
                yield self._call(2, first, numbers[-1], _told(hashes, numbers))
                first = numbers[-1] + 1
        for numbers in _in_parts(sorted(hashes)):
            yield self._call(2, first, numbers[-1], _told(hashes, numbers))
            first = numbers[-1] + 1
        if first <= last:
            yield self._call(2, first, last, [])

    def _call(self, level: int, first: int, last: int, told: list[Bucket]) -> Compare:
        return Compare(epoch=self.epoch, level=level, first=first, last=last, buckets=tuple(told))

    def _settle(self, number: int, *, spread: bool, stamps: bool = False) -> Found:
        """Keys and hashes of one bucket, read again: it may have changed since."""
        if self.observe:
            return Found()
        rows = [row for page in self._bucket(number, spread=spread) for row in page]
        told = tuple((str(row.key), row.hash.hex()) for row in rows)
        wanted = self.server.hashes(self.table, number, Hashes(epoch=self.epoch, rows=told))
        if stamps:
            marks = tuple(Mark(str(row.key), row.stamp, row.hash.hex()) for row in rows)
            self.server.wanted(self.table, Marks(epoch=self.epoch, rows=marks))
        return Found(self._keys(wanted.keys), self._keys(wanted.missing))

    def _keys(self, told: Sequence[str]) -> list[Key]:
        return list(told) if self.is_text else [int(key) for key in told]

    def _bucket(self, number: int, *, spread: bool) -> Iterator[list[SourceRow]]:
        """A bucket of counting keys is one range; one of spread keys is anywhere."""
        if self.is_text or (spread and number < SPREAD_BUCKETS):
            for page in self._pages():
                yield [row for row in page if bucket_of(str(row.key)) == number]
            return
        low = number << BUCKET_BITS
        yield from self._pages(after=low - 1, through=low + BUCKET_KEYS - 1)

    def _pages(
        self, after: Key | None = None, through: Key | None = None
    ) -> Iterator[list[SourceRow]]:
        while True:
            self.pace.rest()
            rows = self.source.next_after(after, through)
            self.pace.read()
            yield rows
            if len(rows) < self.source.rows_max:
                return
            after = rows[-1].key


def _told(hashes: dict[int, list[bytes]], numbers: list[int]) -> list[Bucket]:
    found = {number: hashes.pop(number) for number in numbers}
    return [Bucket(number, len(rows), digest_of(rows)) for number, rows in found.items()]


def _in_parts(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), BUCKETS_PER_CALL):
        yield numbers[start : start + BUCKETS_PER_CALL]
