"""One reading of one list into its copy, a page at a time: in full, or of what changed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from msgspec import structs

from practices.agent.pms.rest import paging
from practices.agent.pms.rest.client import Client
from practices.agent.pms.rest.copy import Copy, Span
from practices.agent.pms.rest.paging import Page
from practices.agent.pms.rest.rows import at, check_fields, common, key_of, record_of
from practices.agent.pms.rest.shapes import Paging, RestFeed, Window
from practices.agent.pms.rest.trouble import Moved

TRIES_MAX = 3
SECOND = timedelta(seconds=1)


@dataclass
class Pull:
    """`now` is our own clock at its beginning. Each step of a reading is one page kept."""

    client: Client
    paging: Paging
    feed: RestFeed
    copy: Copy
    now: datetime
    calls: int = 0
    size: int = 0
    rows: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    began: datetime | None = None

    def full(self) -> Iterator[None]:
        """All of it, or all days of its window. Raises Trouble."""
        spans = spans_of(self.feed.window, self.now.date())
        self.copy.begin()
        for span in spans or (None,):
            yield from self._unmoved({**self.feed.query, **_asked(self.feed.window, span)})
        told = self.copy.standing()
        self.copy.end(
            structs.replace(
                told, full_at=self.now.timestamp(), read_at=self.now.timestamp(),
                since=self._began(), full_calls=self.calls, full_size=self.size,
                usual=common(self.counts, self.rows),
            ),
            spans,
        )  # fmt: skip

    def changed(self) -> Iterator[None]:
        """What the API says changed since the last reading began, and somewhat before."""
        told, how = self.copy.standing(), self.feed.changed
        assert how is not None
        assert told.since is not None
        since = datetime.fromtimestamp(told.since - how.overlap_seconds, UTC)
        asked = how.form.replace("{since}", since.strftime(how.format))
        yield from self._unmoved({**self.feed.query, how.parameter: asked})
        told = self.copy.standing()
        self.copy.end(
            structs.replace(
                told, read_at=self.now.timestamp(), since=self._began(), changed_calls=self.calls
            ),
            None,
        )

    def _unmoved(self, asked: Mapping[str, str]) -> Iterator[None]:
        """From its beginning once more where rows may have been missed. Raises Moved at last."""
        for tried in range(TRIES_MAX):
            try:
                yield from self._list(asked)
            except Moved:
                if tried + 1 == TRIES_MAX:
                    raise
            else:
                return

    def _list(self, asked: Mapping[str, str]) -> Iterator[None]:
        feed = self.feed
        told = paging.pages(
            self.client, self.paging, feed.path, asked, lambda row: key_of(feed, row)
        )
        for page in told:
            self._keep(page)
            yield

    def _keep(self, page: Page) -> None:
        self.calls, self.size = self.calls + 1, self.size + page.answer.size
        self.began = self.began or page.answer.moment or self.now
        check_fields(self.feed, page.rows, self.copy.standing().usual)
        self.rows += len(page.rows)
        for path in self.feed.fields:
            self.counts[path] += sum(at(row, path) is not None for row in page.rows)
        records = [record_of(self.feed, row) for row in page.rows]
        self.copy.keep(records, self.feed.window.column if self.feed.window else "")

    def _began(self) -> float:
        """A second before the first answer: the API's clock may count no finer."""
        return ((self.began or self.now) - SECOND).timestamp()


def spans_of(window: Window | None, today: date) -> Sequence[Span]:
    """The window in steps; none for a list without one."""
    if window is None:
        return ()
    first, last = today - timedelta(window.past_days), today + timedelta(window.ahead_days)
    starts = range(0, (last - first).days + 1, window.step_days)
    lows = [first + timedelta(days) for days in starts]
    return [(low, min(low + timedelta(window.step_days - 1), last)) for low in lows]


def asked_of(feed: RestFeed, today: date) -> dict[str, str]:
    """The first question of a full reading."""
    spans = spans_of(feed.window, today)
    return {**feed.query, **_asked(feed.window, spans[0] if spans else None)}


def _asked(window: Window | None, span: Span | None) -> dict[str, str]:
    if window is None or span is None:
        return {}
    low, high = (day.strftime(window.format) for day in span)
    return {window.start: low, window.end: high}
