"""All that changes in the mirror, for `practices.sync` alone: source rows, and records of them."""

from practices.mirror.actions.records import lay, looked_at, marked, misread, moved_to, retire
from practices.mirror.actions.source import bury, later_than, lay_over, mark_missed, stamp, standing

__all__ = [
    "bury",
    "later_than",
    "lay",
    "lay_over",
    "looked_at",
    "mark_missed",
    "marked",
    "misread",
    "moved_to",
    "retire",
    "stamp",
    "standing",
]
