"""Where reading goes on. The platform keeps it as text and looks at the first word only.

A table is first sent by ascending key (`backfill`); then what has a stamp is read in windows
(`window`), what only grows from its last key on (`tail`), and small tables in full (`whole`).
"""

from dataclasses import dataclass
from datetime import datetime

from practices.wire.values import stamp_of


class NotACursor(ValueError):
    """The platform kept something we never wrote, or an older agent wrote it another way."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """`at` is when a backfill began, or up to when a window or a whole reading saw the table.

    `key` is the last key a backfill or a tail has sent, None before the first.
    """

    mode: str
    at: datetime | None = None
    key: int | None = None

    def text(self) -> str:
        at = stamp_of(self.at)
        key = "" if self.key is None else str(self.key)
        match self.mode:
            case "backfill":
                return f"backfill:{at}:{key}"
            case "tail":
                return f"tail:{key}"
        return f"{self.mode}:{at}"


def read(text: str) -> Cursor:
    """Raises NotACursor."""
    mode, _, rest = text.partition(":")
    try:
        match mode:
            case "backfill":
                at, _, key = rest.rpartition(":")
                return Cursor(mode, _moment(at), int(key) if key else None)
            case "tail":
                return Cursor(mode, key=int(rest) if rest else None)
            case "window" | "whole":
                return Cursor(mode, _moment(rest))
    except ValueError:
        pass
    raise NotACursor("The cursor is not one of ours.")


def beginning(kind: str, now: datetime) -> Cursor:
    return Cursor("whole") if kind == "whole" else Cursor("backfill", now)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.removesuffix("Z"))
