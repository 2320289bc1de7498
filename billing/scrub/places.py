"""Places: states as the post writes them, places of service, what makes an address whole. Pure."""

import re

from billing.scrub.parties import Address

_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI AA AE AP FM MH PW"
)
_PLACES = (
    "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 31 32 33 34 "
    "41 42 49 50 51 52 53 54 55 56 57 58 60 61 62 65 66 71 72 81 99"
)
STATES = frozenset(_STATES.split())
PLACES_OF_SERVICE = frozenset(_PLACES.split())  # as CMS has them in use
PO_BOX = re.compile(r"\b(?:p\.?\s*o\.?|post(?:al)?\s+office)\s*box\b|^\s*box\s+\d", re.IGNORECASE)


def lacks(address: Address) -> str:
    """The parts of an address that are empty, in words; "" for a whole one."""
    parts = {
        "street": address.street,
        "city": address.city,
        "state": address.state,
        "zip": address.zip,
    }
    return ", ".join(name for name, told in parts.items() if not told.strip())
