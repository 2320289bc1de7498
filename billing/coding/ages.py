"""When teeth come and go, in whole years, with room on both sides of what is usual."""

from billing.coding.teeth import PRIMARY, beside

# By place from the middle: incisors, canine, molars of the first set; and all eight of the second.
PRIMARY_GONE_BY = (10, 11, 14, 13, 15)
PERMANENT_COMES_AT = (5, 6, 8, 8, 8, 5, 10, 14)


def gone_by(tooth: str) -> int | None:
    """The age from which the primary tooth is unusual; None for a permanent one."""
    regular = beside(tooth)
    if regular not in PRIMARY:
        return None
    turn, place = divmod(PRIMARY.index(regular), 5)
    return PRIMARY_GONE_BY[place if turn % 2 else 4 - place]


def comes_at(tooth: str) -> int | None:
    """The age before which the permanent tooth is unusual; None for a primary one."""
    regular = beside(tooth)
    if not regular.isdecimal():
        return None
    turn, place = divmod(int(regular) - 1, 8)
    return PERMANENT_COMES_AT[place if turn % 2 else 7 - place]
