"""The levels of a 276, 277 and 277CA, with what each can hold."""

from billing.x12 import takers
from billing.x12 import takers_status as told
from billing.x12.claim_status import StatusClaim, StatusLine
from billing.x12.loops import Level
from billing.x12.nodes import ANY, Kind, Taker
from billing.x12.openings import opens_set
from billing.x12.party_takers import PARTY
from billing.x12.status_tree import (
    ClaimStatuses,
    StatusMember,
    StatusProvider,
    StatusReceiver,
    StatusSource,
)

PARTY_ANY = {ANY: "party"}
LINE = Kind(
    StatusLine,
    opening=told.service,
    takers={
        "STC": told.statement,
        "REF": told.reference,
        "DTP": takers.dates("dates"),
    },
)
CLAIM = Kind(
    StatusClaim,
    opening=told.opens_claim,
    takers={
        "STC": told.statement,
        "REF": told.reference,
        "DTP": takers.dates("dates"),
        "AMT": takers.amount,
        "QTY": told.quantity,
    },
    opens={"SVC": ("lines", LINE)},
)
ABOVE: dict[str, Taker] = PARTY | {
    "TRN": told.trace,
    "STC": told.statement,
    "REF": told.reference,
    "QTY": told.quantity,
    "AMT": takers.amount,
    "DTP": takers.dates("dates"),
}
ROOT = Kind(ClaimStatuses, takers={"BHT": opens_set})
SOURCE = Kind(StatusSource, takers=ABOVE, slots=PARTY_ANY)
RECEIVER = Kind(StatusReceiver, takers=ABOVE, slots=PARTY_ANY)
PROVIDER = Kind(StatusProvider, takers=ABOVE, slots=PARTY_ANY)
MEMBER = Kind(
    StatusMember,
    takers=PARTY | {"DMG": told.born},
    opens={"TRN": ("claims", CLAIM)},
    slots={ANY: "person"},
)
LEVELS = {
    "20": Level("sources", SOURCE, ROOT),
    "21": Level("receivers", RECEIVER, SOURCE),
    "19": Level("providers", PROVIDER, RECEIVER),
    "22": Level("members", MEMBER, PROVIDER),
    "PT": Level("members", MEMBER, PROVIDER),
    "23": Level("dependents", MEMBER, MEMBER),
}
