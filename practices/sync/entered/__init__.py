"""Whether what a person entered in the practice's system is what was promised. Pure.

Rows that a person enters bear keys nobody can know beforehand: they are told by claim, service,
amounts and check number. A row that stands for one order stands for no other.
"""

from practices.sync.entered.payments import payment_found, undoing_found
from practices.sync.entered.seen import CheckSeen, ClaimSeen, Found, LineSeen
from practices.sync.entered.waiting import Reach, is_overdue

__all__ = [
    "CheckSeen",
    "ClaimSeen",
    "Found",
    "LineSeen",
    "Reach",
    "is_overdue",
    "payment_found",
    "undoing_found",
]
