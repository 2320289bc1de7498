"""What its writing calls do, and what they refuse. There is no transaction across two of them."""

from collections.abc import Callable
from datetime import UTC, datetime

from tests.doubles.open_dental import claiming
from tests.doubles.open_dental.database import Database
from tests.doubles.open_dental.reading import BadRequest
from tests.doubles.open_dental.shapes import Fields, Made, found, now_here, number_of, today_here


def post_tracking(db: Database, _: int, told: Fields) -> Made:
    found(db, "claim", "ClaimNum", told.get("ClaimNum"))
    names = ("ClaimNum", "Note", "TrackingDefNum", "TrackingErrorDefNum")
    fields = {name: told[name] for name in names if name in told}
    return "claimtracking", db.insert("claimtracking", {"TrackingType": "StatusHistory", **fields})


def post_commlog(db: Database, _: int, told: Fields) -> Made:
    fields = {
        "PatNum": _patient(db, told), "Note": told.get("Note", ""), "CommSource": 7,
        "CommDateTime": told.get("CommDateTime") or now_here(), "DateTEntry": now_here(),
        "Mode_": number_of("commlog", "Mode_", told.get("Mode_", "Phone")) or 0,
        "SentOrReceived": number_of("commlog", "SentOrReceived", "Sent"),
        "CommType": told.get("CommType", 0),
    }  # fmt: skip
    return "commlog", db.insert("commlog", fields)


def post_document(db: Database, _: int, told: Fields) -> Made:
    if not told.get("rawBase64") or not str(told.get("extension", "")).startswith("."):
        raise BadRequest("rawBase64 and extension are required.")
    fields = {
        "PatNum": _patient(db, told), "Description": told.get("Description", ""),
        "DateCreated": now_here(), "DocCategory": told.get("DocCategory", 0),
        "FileName": f"API{datetime.now(UTC):%H%M%S%f}{told['extension']}",
        "RawBase64": told["rawBase64"],
    }  # fmt: skip
    return "document", db.insert("document", fields)


def post_adjustment(db: Database, _: int, told: Fields) -> Made:
    """Its sign fits the definition's, or it is refused."""
    definition = found(db, "definition", "DefNum", told.get("AdjType"))
    amount = float(told.get("AdjAmt", 0))
    if (definition["ItemValue"] == "+") != (amount > 0):
        raise BadRequest("The sign of AdjAmt does not fit AdjType.")
    names = ("AdjType", "AdjAmt", "AdjDate", "AdjNote", "ProvNum", "ProcNum", "ClinicNum")
    fields = {name: told[name] for name in names if name in told}
    fields |= {"PatNum": _patient(db, told), "DateEntry": today_here()}
    return "adjustment", db.insert("adjustment", fields)


def put_verification(db: Database, _: int, told: Fields) -> Made:
    """One row for each plan or enrolment; it is changed, or made."""
    kind, of = number_of("insverify", "VerifyType", told.get("VerifyType")), told.get("FKey")
    if not kind or not of:
        raise BadRequest("VerifyType and FKey are required.")
    names = ("DateLastVerified", "DefNum", "Note")
    fields = {name: told[name] for name in names if name in told}
    rows = db.rows("SELECT * FROM insverify WHERE VerifyType = %s AND FKey = %s", [kind, of])
    if not rows:
        made = {"VerifyType": kind, "FKey": of, "DateTimeEntry": now_here(), **fields}
        return "insverify", db.insert("insverify", made)
    key = rows[0]["InsVerifyNum"]
    db.update("insverify", "InsVerifyNum", key, fields)
    return "insverify", key


CALLS: dict[tuple[str, str], Callable[[Database, int, Fields], Made]] = {
    ("PUT", "claims/#"): claiming.put_claim,
    ("PUT", "claims/#/Status"): claiming.put_status,
    ("PUT", "claimprocs/#"): claiming.put_line,
    ("POST", "claimprocs/Supplemental"): claiming.post_supplemental,
    ("POST", "claimpayments"): claiming.post_check,
    ("POST", "claimpayments/Batch"): claiming.post_batch,
    ("DELETE", "claimpayments/#"): claiming.delete_check,
    ("POST", "claimtrackings"): post_tracking,
    ("POST", "commlogs"): post_commlog,
    ("POST", "documents/Upload"): post_document,
    ("POST", "adjustments"): post_adjustment,
    ("PUT", "insverifies"): put_verification,
}


def _patient(db: Database, told: Fields) -> int:
    key: int = found(db, "patient", "PatNum", told.get("PatNum"))["PatNum"]
    return key
