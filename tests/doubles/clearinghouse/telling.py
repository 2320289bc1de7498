"""What the clearinghouse says as JSON."""

from datetime import UTC, datetime
from itertools import islice

from tests.doubles.clearinghouse.house import House
from tests.doubles.clearinghouse.ledger import Delivery

PAGE_FILES = 100


def submission_of(told: Delivery) -> dict[str, str]:
    return {"key": told.key, "number": f"S-{told.sha256[:12]}", "sha256": told.sha256}


def page_of(house: House, after: str) -> dict[str, object]:
    """Names rise with time, so a name is the mark to go on from."""
    later = (path for path in house.mailbox.waiting() if path.name > after)
    files = []
    for path in islice(later, PAGE_FILES):
        told = path.stat()
        at = datetime.fromtimestamp(told.st_mtime, UTC).isoformat()
        files.append({"id": path.name, "name": path.name, "size": told.st_size, "at": at})
    more = len(files) == PAGE_FILES
    return {"files": files, "next": files[-1]["id"] if more else None}


def ledger_of(house: House) -> dict[str, object]:
    told = house.ledger
    return {
        "now": house.now.isoformat(),
        "received": told.received,
        "sent_twice": told.sent_twice,
        "claims_twice": [[*claim, count] for claim, count in told.claims_twice.items()],
        "duplicate_interchanges": told.duplicate_interchanges,
        "claims": [
            {
                "number": one.number, "frequency": one.frequency, "key": one.key,
                "payer": one.payer, "charge_cents": one.charge_cents,
                "paid_cents": one.paid_cents, "payer_number": one.payer_number,
                "trace": one.trace,
                "stages": [[name, at.isoformat()] for name, at in one.stages],
            }
            for one in told.truths
        ],
    }  # fmt: skip
