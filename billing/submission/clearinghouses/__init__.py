"""Ways to a clearinghouse, one adapter a file: parcels go out, files come in. Pure of rows.

`with open_door(place) as door:` then `door.stage(parcel)`, `door.release(parcel)`; after a crash
`door.standing(parcel, staged=…)`. What can be concluded when stands in `door`.
"""

from billing.submission.clearinghouses.door import Door, Found, Parcel, Receipt, Standing
from billing.submission.clearinghouses.doors import open_door
from billing.submission.clearinghouses.place import Folders, Place
from billing.submission.clearinghouses.troubles import (
    Changed,
    Down,
    Refused,
    Trouble,
    Unsure,
    WrongKey,
)
from billing.submission.clearinghouses.whole import is_cut

__all__ = [
    "Changed",
    "Door",
    "Down",
    "Folders",
    "Found",
    "Parcel",
    "Place",
    "Receipt",
    "Refused",
    "Standing",
    "Trouble",
    "Unsure",
    "WrongKey",
    "is_cut",
    "open_door",
]
