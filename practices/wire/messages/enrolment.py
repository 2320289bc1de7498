"""An agent makes itself known, and takes another key."""

from typing import Literal

import msgspec

from practices.wire.messages.kinds import Line, Word


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


class NewKey(msgspec.Struct, frozen=True, kw_only=True):
    """The key an agent will sign with from now on: 32 bytes, base64."""

    public_key: Word


class Keyed(msgspec.Struct, frozen=True, kw_only=True):
    """The new key counts; the one before it does so for a while yet."""

    key_id: str
    former_until: str
