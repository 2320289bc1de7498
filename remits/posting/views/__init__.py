"""Pages of posting: a payment shown and decided, a remittance as a whole, many at once."""

from remits.posting.views.approving import approval, approvals
from remits.posting.views.deciding import (
    correction,
    detaching,
    posting,
    sending_back,
    undoing,
    verdict,
)
from remits.posting.views.remittances import explanation, remittance_posting, remittance_undoing
from remits.posting.views.showing import candidates, payment, raw

__all__ = [
    "approval",
    "approvals",
    "candidates",
    "correction",
    "detaching",
    "explanation",
    "payment",
    "posting",
    "raw",
    "remittance_posting",
    "remittance_undoing",
    "sending_back",
    "undoing",
    "verdict",
]
