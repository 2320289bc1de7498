"""The bodies of all calls but batches, as JSON. Each side reads what it knows and skips the rest.

Moments are text in UTC with Z. Hashes travel as 32 hexadecimal digits.
"""

import msgspec


class Enroll(msgspec.Struct, frozen=True, kw_only=True):
    """A new agent with the code a person gave it. `public_key` is 32 bytes, base64."""

    code: str
    public_key: str
    agent_version: str
    system: str
    pms: str = ""


class Enrolled(msgspec.Struct, frozen=True, kw_only=True):
    """`words` are what a person compares before approving."""

    agent_id: str
    key_id: str
    words: tuple[str, ...]
    state: str


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """How one table is read. `stamp` is the column that moves with a change, "" where none does.

    `kind` is stamped (windows by stamp), grows (new keys only, and its tail again) or whole (read
    in full each time).
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    kind: str
    stamp: str = ""
    seconds: int = 60


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What to read. `map` names this list; another list is another name and a new epoch."""

    map: str
    tables: tuple[Table, ...]
    rows_max: int
    overlap_seconds: int = 300


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """`identity` tells one database from another; `top` is the highest counting key there is."""

    map: str
    schema: str
    identity: str
    top: int | None = None


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """Go on at `seq` of `epoch`, reading from `cursor`; "" means from the beginning.

    `paused` says why nothing may be sent, "" where it may.
    """

    epoch: int
    seq: int
    cursor: str = ""
    paused: str = ""


class Accepted(msgspec.Struct, frozen=True, kw_only=True):
    """A batch is kept; the next is `seq`. The same batch sent again is answered the same."""

    seq: int
    cursor: str
    changed: int
    unchanged: int


class Cycle(msgspec.Struct, frozen=True, kw_only=True):
    """All tables were read up to `db_now`: a moment at which they fit together."""

    epochs: dict[str, int]
    db_now: str


class Bucket(msgspec.Struct, frozen=True, array_like=True):
    """One bucket of one side."""

    number: int
    count: int
    digest: str


class Compare(msgspec.Struct, frozen=True, kw_only=True):
    """Buckets `first` to `last`, both included; one that is not named is empty."""

    epoch: int
    first: int
    last: int
    buckets: tuple[Bucket, ...]


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """Buckets that are not alike on both sides."""

    buckets: tuple[int, ...]


class Hashes(msgspec.Struct, frozen=True, kw_only=True):
    """All rows of one bucket: key and hash."""

    epoch: int
    rows: tuple[tuple[str, str], ...]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Keys to send again, and keys we hold that the source did not name."""

    keys: tuple[str, ...]
    missing: tuple[str, ...]


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """Keys looked for again, a minute or more later, and not found."""

    epoch: int
    keys: tuple[str, ...]
    db_now: str


class Tombstoned(msgspec.Struct, frozen=True, kw_only=True):
    """`held` rows wait for a person: too many would go at once."""

    gone: int
    held: int


class StreamHealth(msgspec.Struct, frozen=True, kw_only=True):
    """One table as the agent sees it; `lag_seconds` is None while it has never been whole."""

    table: str
    mode: str
    lag_seconds: int | None
    error: str = ""


class Heartbeat(msgspec.Struct, frozen=True, kw_only=True):
    """Once a minute."""

    agent_version: str
    uptime_seconds: int
    db_version: str = ""
    streams: tuple[StreamHealth, ...] = ()


class HeartbeatAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """`poll_now`: somebody waits for fresh rows."""

    now: str
    poll_now: bool = False
    paused: bool = False


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why a call was refused: `code` for the agent, `detail` for whoever reads its log.

    `now` comes with a refusal of who calls, so that a wrong clock can be corrected once.
    """

    code: str
    detail: str
    expected_seq: int | None = None
    rows_max: int | None = None
    now: str | None = None
