"""What its writing calls do, and what they refuse. There is no transaction across two of them."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from tests.doubles.open_dental.database import Database, Row
from tests.doubles.open_dental.reading import BadRequest, NotFound
from tests.doubles.open_dental.shapes import NO_DAY, number_of

Fields = Mapping[str, Any]
Made = tuple[str, int]
"""Table and key of the row to answer with."""

CLAIM_FIELDS = {"ClaimStatus", "DateReceived", "DateSent", "ClaimNote", "ReasonUnderPaid"}
LINE_FIELDS = {"FeeBilled", "DedApplied", "InsPayAmt", "WriteOff", "Remarks", "CodeSent"}
LOCKED_STATES = {3, 5, 7, 8, 9}
RECEIVED = (1, 4)


def put_claim(db: Database, key: int, told: Fields) -> Made:
    _found(db, "claim", "ClaimNum", key)
    status = told.get("ClaimStatus")
    if status is not None and status not in {"U", "H", "W", "S", "R"}:
        raise BadRequest("ClaimStatus is invalid.")
    fields = {name: told[name] for name in CLAIM_FIELDS - {"DateSent"} if name in told}
    db.update("claim", "ClaimNum", key, fields)
    return "claim", key


def put_status(db: Database, key: int, told: Fields) -> Made:
    """Sent, and a record of it each time."""
    claim = _found(db, "claim", "ClaimNum", key)
    sent_on = told.get("DateSent") or _today()
    db.update("claim", "ClaimNum", key, {"ClaimStatus": "S", "DateSent": sent_on})
    db.insert(
        "etrans",
        {"Etype": 0, "ClaimNum": key, "PatNum": claim["PatNum"], "DateTimeTrans": _now(),
         "Note": "API"},
    )  # fmt: skip
    return "claim", key


def put_line(db: Database, key: int, told: Fields) -> Made:
    """DateCP is not written, and 200 is answered all the same."""
    line = _found(db, "claimproc", "ClaimProcNum", key)
    if line["IsTransfer"] or line["Status"] in LOCKED_STATES:
        raise BadRequest("ClaimProc cannot be edited.")
    fields = {name: told[name] for name in LINE_FIELDS if name in told}
    paid = fields.get("InsPayAmt", line["InsPayAmt"])
    if line["ClaimPaymentNum"] and _cents(paid) != _cents(line["InsPayAmt"]):
        raise BadRequest("InsPayAmt cannot be changed: the claimproc is attached to a check.")
    if "Status" in told:
        status = number_of("claimproc", "Status", told["Status"])
        if status not in {0, 1, 2, 4, 6}:
            raise BadRequest("Status is invalid.")
        fields["Status"] = status
        fields["DateEntry"] = _today() if status in RECEIVED else NO_DAY
    if "ClaimPaymentNum" in told:
        fields["ClaimPaymentNum"] = told["ClaimPaymentNum"]
    db.update("claimproc", "ClaimProcNum", key, fields)
    _add_up(db, line["ClaimNum"])
    return "claimproc", key


def post_supplemental(db: Database, _: int, told: Fields) -> Made:
    line = _found(db, "claimproc", "ClaimProcNum", told.get("ClaimProcNum"))
    copied = ("ProcNum", "ClaimNum", "PatNum", "ProvNum", "PlanNum", "InsSubNum", "ClinicNum")
    fields = {name: line[name] for name in copied}
    fields |= {"Status": 4, "InsPayAmt": told["InsPayAmt"], "DateSuppReceived": _today()}
    key = db.insert("claimproc", fields)
    _add_up(db, line["ClaimNum"])
    return "claimproc", key


def post_check(db: Database, _: int, told: Fields) -> Made:
    """Over all lines of one claim that are on no check: their sum must be the check's amount."""
    if db.preference("ClaimPaymentBatchOnly") == "1":
        raise BadRequest("ClaimPaymentBatchOnly is on: use Batch.")
    claim = _found(db, "claim", "ClaimNum", told.get("claimNum"))
    lines = _open_lines(db, [claim["ClaimNum"]])
    if _cents(sum(line["InsPayAmt"] for line in lines)) != _cents(told.get("CheckAmt", 0)):
        raise BadRequest("CheckAmt does not equal the sum of the claimprocs' InsPayAmt.")
    return "claimpayment", _check(db, lines, told, is_partial=False)


def post_batch(db: Database, _: int, told: Fields) -> Made:
    claims = list(told.get("claimNums") or [])
    if not claims:
        raise BadRequest("claimNums is required.")
    for claim in claims:
        _found(db, "claim", "ClaimNum", claim)
    lines = _open_lines(db, claims)
    total = _cents(sum(line["InsPayAmt"] for line in lines))
    is_partial = total != _cents(told.get("CheckAmt", 0))
    return "claimpayment", _check(db, lines, told, is_partial=is_partial)


def delete_check(db: Database, key: int, told: Fields) -> Made:
    check = _found(db, "claimpayment", "ClaimPaymentNum", key)
    if check["DepositNum"] or db.one("eobattach", "ClaimPaymentNum", key):
        raise BadRequest("The claimpayment is attached to a deposit or has an EOB.")
    db.update("claimproc", "ClaimPaymentNum", key, {"ClaimPaymentNum": 0, "DateCP": NO_DAY})
    db.delete("claimpayment", "ClaimPaymentNum", key)
    return "claimpayment", 0


def post_tracking(db: Database, _: int, told: Fields) -> Made:
    _found(db, "claim", "ClaimNum", told.get("ClaimNum"))
    names = ("ClaimNum", "Note", "TrackingDefNum", "TrackingErrorDefNum")
    fields = {name: told[name] for name in names if name in told}
    return "claimtracking", db.insert("claimtracking", {"TrackingType": "StatusHistory", **fields})


def post_commlog(db: Database, _: int, told: Fields) -> Made:
    fields = {
        "PatNum": _patient(db, told), "Note": told.get("Note", ""), "CommSource": 7,
        "CommDateTime": told.get("CommDateTime") or _now(), "DateTEntry": _now(),
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
        "DateCreated": _now(), "DocCategory": told.get("DocCategory", 0),
        "FileName": f"API{datetime.now(UTC):%H%M%S%f}{told['extension']}",
        "RawBase64": told["rawBase64"],
    }  # fmt: skip
    return "document", db.insert("document", fields)


def post_adjustment(db: Database, _: int, told: Fields) -> Made:
    """Its sign fits the definition's, or it is refused."""
    definition = _found(db, "definition", "DefNum", told.get("AdjType"))
    amount = float(told.get("AdjAmt", 0))
    if (definition["ItemValue"] == "+") != (amount > 0):
        raise BadRequest("The sign of AdjAmt does not fit AdjType.")
    names = ("AdjType", "AdjAmt", "AdjDate", "AdjNote", "ProvNum", "ProcNum", "ClinicNum")
    fields = {name: told[name] for name in names if name in told}
    fields |= {"PatNum": _patient(db, told), "DateEntry": _today()}
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
        made = {"VerifyType": kind, "FKey": of, "DateTimeEntry": _now(), **fields}
        return "insverify", db.insert("insverify", made)
    key = rows[0]["InsVerifyNum"]
    db.update("insverify", "InsVerifyNum", key, fields)
    return "insverify", key


CALLS: dict[tuple[str, str], Callable[[Database, int, Fields], Made]] = {
    ("PUT", "claims/#"): put_claim,
    ("PUT", "claims/#/Status"): put_status,
    ("PUT", "claimprocs/#"): put_line,
    ("POST", "claimprocs/Supplemental"): post_supplemental,
    ("POST", "claimpayments"): post_check,
    ("POST", "claimpayments/Batch"): post_batch,
    ("DELETE", "claimpayments/#"): delete_check,
    ("POST", "claimtrackings"): post_tracking,
    ("POST", "commlogs"): post_commlog,
    ("POST", "documents/Upload"): post_document,
    ("POST", "adjustments"): post_adjustment,
    ("PUT", "insverifies"): put_verification,
}


def _check(db: Database, lines: list[Row], told: Fields, *, is_partial: bool) -> int:
    names = ("CheckAmt", "CheckDate", "CheckNum", "BankBranch", "Note", "CarrierName",
             "DateIssued", "PayType", "ClinicNum")  # fmt: skip
    fields = {name: told[name] for name in names if name in told}
    fields.setdefault("CheckDate", _today())
    key = db.insert("claimpayment", {**fields, "IsPartial": is_partial, "SecDateEntry": _today()})
    for line in lines:
        finalized = {"ClaimPaymentNum": key, "DateCP": fields["CheckDate"]}
        finalized["DateInsFinalized"] = _today()
        db.update("claimproc", "ClaimProcNum", line["ClaimProcNum"], finalized)
    return key


def _open_lines(db: Database, claims: list[int]) -> list[Row]:
    places = ", ".join(["%s"] * len(claims))
    sql = (
        f"SELECT * FROM claimproc WHERE ClaimNum IN ({places}) AND ClaimPaymentNum = 0"
        " AND Status IN (1, 4) AND IsTransfer = 0"
    )
    return db.rows(sql, claims)


def _add_up(db: Database, claim: int) -> None:
    sql = (
        "SELECT SUM(InsPayAmt) AS InsPayAmt, SUM(WriteOff) AS WriteOff,"
        " SUM(DedApplied) AS DedApplied FROM claimproc WHERE ClaimNum = %s"
    )
    (totals,) = db.rows(sql, [claim])
    db.update("claim", "ClaimNum", claim, {name: value or 0 for name, value in totals.items()})


def _patient(db: Database, told: Fields) -> int:
    key: int = _found(db, "patient", "PatNum", told.get("PatNum"))["PatNum"]
    return key


def _found(db: Database, table: str, key: str, value: object) -> Row:
    row = db.one(table, key, value)
    if row is None:
        raise NotFound(f"{key} not found")
    return row


def _cents(dollars: object) -> int:
    return round(float(str(dollars)) * 100)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
