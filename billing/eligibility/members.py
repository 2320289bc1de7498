"""Whose maximum it is, without a word about the person. Pure."""

import hashlib
import hmac
import uuid
from datetime import date

PURPOSE = b"billing.eligibility member"


def member_mark(
    key: str, *, organization_id: uuid.UUID, payer_id: uuid.UUID, member_id: str, born_on: date
) -> str:
    """The same for the same member of a payer at every practice of a group, and at no other group.

    Written differently (spaces, dashes, small letters) a member number is still the same.
    """
    plain = "".join(mark for mark in member_id.upper() if mark.isalnum())
    told = f"{organization_id}|{payer_id}|{plain}|{born_on:%Y%m%d}"
    secret = hashlib.sha256(PURPOSE + key.encode()).digest()
    return hmac.new(secret, told.encode(), hashlib.sha256).hexdigest()
