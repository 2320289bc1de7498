"""All that changes in the mirror, for `practices.sync` alone: source rows, and records of them."""

from practices.mirror.actions.laying import lay_over, standing
from practices.mirror.actions.marks import marked, misread, moved_to
from practices.mirror.actions.missing import bury, later_than, mark_missed, stamp
from practices.mirror.actions.records import lay, looked_at, retire

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
