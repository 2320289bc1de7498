"""Where reading of a table goes on, and what came of it."""

from typing import Annotated

import msgspec
from msgspec import Meta

from practices.wire.messages.config import Limits
from practices.wire.messages.kinds import Count, Line, Number, Version, Word


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """`identity` tells one database from another; `top` is the highest counting key there is.

    `columns` are all that are seen of the table, with their types; `program` is the version of the
    practice system, `title` a hash of the practice's name in it. "" and nothing where not told.
    """

    map: Version
    schema: Word
    identity: Word
    top: Number | None = None
    columns: Annotated[dict[Word, Line], Meta(max_length=1_000)] = {}
    program: Version = ""
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


class Cycle(msgspec.Struct, frozen=True, kw_only=True):
    """All tables were read up to `db_now`: a moment at which they fit together."""

    epochs: Annotated[dict[Word, Count], Meta(max_length=1_000)]
    db_now: Word
