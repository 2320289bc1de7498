"""The bodies of all calls but batches, as JSON. Each side reads what it knows and skips the rest.

Moments are text in UTC with Z. Hashes travel as 32 hexadecimal digits.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

# No NUL and no other control character: what is kept in a database can be kept whole.
Word = Annotated[str, Meta(max_length=64, pattern="^[ -~]*$")]
Line = Annotated[str, Meta(max_length=400, pattern="^[^\\x00-\\x1f]*$")]
Key = Annotated[str, Meta(max_length=255, pattern="^[^\\x00]*$")]
Hash = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Count = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Number = Annotated[int, Meta(ge=-(2**62), le=2**62)]
Many = Meta(max_length=20_000)


class Enroll(msgspec.Struct, frozen=True, kw_only=True):
    """A new agent with the code a person gave it. `public_key` is 32 bytes, base64.

    `role` is what it is for: to read the practice's rows, or to write what it is ordered to. Each
    has a key of its own.
    """

    code: Word
    public_key: Word
    agent_version: Word
    system: Line
    pms: Line = ""
    role: Literal["reader", "writer"] = "reader"


class Enrolled(msgspec.Struct, frozen=True, kw_only=True):
    """`words` are what a person compares before approving.

    `dispatch_keys` (base64, the one in use and the next) sign orders: a writer pins them, and the
    practice whose orders it carries out.
    """

    agent_id: str
    key_id: str
    words: tuple[str, ...]
    state: str
    practice: str = ""
    dispatch_keys: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """How one table is read. `stamp` is the column that moves with a change, "" where none does.

    `kind` is stamped (windows by stamp), grows (new keys only, and its tail again) or whole (read
    in full each time). `keys` are numbers that count, or text; a table of text keys is read whole.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    kind: str
    stamp: str = ""
    seconds: int = 60
    keys: str = "count"


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What to read. `map` names this list; another list is another name and a new epoch."""

    map: str
    tables: tuple[Table, ...]
    rows_max: int
    overlap_seconds: int = 300


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How fast rows may come now: `pause_seconds` before the next call, 0 for none."""

    rows_per_second: int = 2_000
    rows_max: int = 2_000
    pause_seconds: int = 0


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """`identity` tells one database from another; `top` is the highest counting key there is.

    `columns` are all that are seen of the table, with their types; `program` is the version of the
    practice system, `title` a hash of the practice's name in it. "" and nothing where not told.
    """

    map: Word
    schema: Word
    identity: Word
    top: Number | None = None
    columns: Annotated[dict[Word, Line], Meta(max_length=1_000)] = {}
    program: Word = ""
    title: Word = ""


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """Go on at `seq` of `epoch`, reading from `cursor`; "" means from the beginning.

    `paused` says why nothing may be sent, "" where it may. `observe`: rows stay where they are,
    only counts and hashes may be told, until a person has accepted the version.
    """

    epoch: int
    seq: int
    cursor: str = ""
    paused: str = ""
    observe: bool = False
    limits: Limits = Limits()


class Accepted(msgspec.Struct, frozen=True, kw_only=True):
    """A batch is kept; the next is `seq`. The same batch sent again is answered the same."""

    seq: int
    cursor: str
    changed: int
    unchanged: int
    limits: Limits = Limits()


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """A row by its key, stamp and hash."""

    key: Key
    stamp: Word | None
    hash: Hash


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that were stamped anew, many at once: which of them have to be sent?"""

    epoch: Count
    rows: Annotated[tuple[Mark, ...], Many]


class Cycle(msgspec.Struct, frozen=True, kw_only=True):
    """All tables were read up to `db_now`: a moment at which they fit together."""

    epochs: Annotated[dict[Word, Count], Meta(max_length=1_000)]
    db_now: Word


class Bucket(msgspec.Struct, frozen=True, array_like=True):
    """One bucket of one side."""

    number: Number
    count: Count
    digest: Hash


class Compare(msgspec.Struct, frozen=True, kw_only=True):
    """Buckets `first` to `last`, both included; one that is not named is empty.

    Level 2 tells digests of hashes. Level 1 tells sums over keys and stamps, which a database works
    out by itself. Level 0 tells the whole table as one bucket: its highest key, and how many rows.
    """

    epoch: Count
    level: Annotated[int, Meta(ge=0, le=2)] = 2
    first: Number
    last: Number
    buckets: Annotated[tuple[Bucket, ...], Many]


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """Buckets that are not alike on both sides."""

    buckets: tuple[int, ...]


class Hashes(msgspec.Struct, frozen=True, kw_only=True):
    """All rows of one bucket: key and hash."""

    epoch: Count
    rows: Annotated[tuple[tuple[Key, Hash], ...], Many]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Keys to send again, and keys we hold that the source did not name."""

    keys: tuple[str, ...]
    missing: tuple[str, ...]


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """Keys looked for again, a minute or more later, and not found."""

    epoch: Count
    keys: Annotated[tuple[Key, ...], Many]
    db_now: Word


class Tombstoned(msgspec.Struct, frozen=True, kw_only=True):
    """`held` rows wait for a person: too many would go at once."""

    gone: int
    held: int


class StreamHealth(msgspec.Struct, frozen=True, kw_only=True):
    """One table as the agent sees it; `lag_seconds` is None while it has never been whole."""

    table: Word
    mode: Word
    lag_seconds: Count | None
    error: Line = ""


class Heartbeat(msgspec.Struct, frozen=True, kw_only=True):
    """Once a minute. `trouble` is why a writer does nothing, "" where it does or has nothing."""

    agent_version: Word
    uptime_seconds: Count
    db_version: Line = ""
    trouble: Line = ""
    streams: Annotated[tuple[StreamHealth, ...], Meta(max_length=500)] = ()


class HeartbeatAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """`poll_now`: somebody waits for fresh rows. `min_version`: an older agent is refused."""

    now: str
    poll_now: bool = False
    paused: bool = False
    limits: Limits = Limits()
    min_version: str = ""


class NewKey(msgspec.Struct, frozen=True, kw_only=True):
    """The key an agent will sign with from now on: 32 bytes, base64."""

    public_key: Word


class Keyed(msgspec.Struct, frozen=True, kw_only=True):
    """The new key counts; the one before it does so for a while yet."""

    key_id: str
    former_until: str


class Diagnostics(msgspec.Struct, frozen=True, kw_only=True):
    """How an agent and its computer are: no value of any row, no name, no secret."""

    checks: Annotated[tuple[tuple[Word, bool, Line], ...], Meta(max_length=200)]
    log: Annotated[tuple[Line, ...], Meta(max_length=500)] = ()


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Done; there is nothing to say."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why a call was refused: `code` for the agent, `detail` for whoever reads its log.

    `now` comes with a refusal of who calls, so that a wrong clock can be corrected once.
    """

    code: str
    detail: str
    expected_seq: int | None = None
    rows_max: int | None = None
    now: str | None = None
