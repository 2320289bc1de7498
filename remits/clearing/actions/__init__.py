"""Taking in files, proving payments, splitting them, and handing practices their shares."""

from remits.clearing.actions.arriving import FileTooLarge, TakenIn, take_in
from remits.clearing.actions.handing import TakenShare, route, take_shares
from remits.clearing.actions.keeping import keep, refuse
from remits.clearing.actions.settling import (
    SETTLEMENTS,
    NotStopped,
    keep_after_all,
    settle_file,
    settle_payment,
    take_up,
)

__all__ = [
    "SETTLEMENTS",
    "FileTooLarge",
    "NotStopped",
    "TakenIn",
    "TakenShare",
    "keep",
    "keep_after_all",
    "refuse",
    "route",
    "settle_file",
    "settle_payment",
    "take_in",
    "take_shares",
    "take_up",
]
