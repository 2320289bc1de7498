"""What its calls do to claims, their lines and insurance checks, and what they refuse."""

from tests.doubles.open_dental.database import Database, Row
from tests.doubles.open_dental.reading import BadRequest
from tests.doubles.open_dental.shapes import (
    NO_DAY,
    Fields,
    Made,
    cents_of,
    found,
    now_here,
    number_of,
    today_here,
)

CLAIM_FIELDS = {"ClaimStatus", "DateReceived", "DateSent", "ClaimNote", "ReasonUnderPaid"}
LINE_FIELDS = {"FeeBilled", "DedApplied", "InsPayAmt", "WriteOff", "Remarks", "CodeSent"}
LOCKED_STATES = {3, 5, 7, 8, 9}
RECEIVED = (1, 4)


def put_claim(db: Database, key: int, told: Fields) -> Made:
    found(db, "claim", "ClaimNum", key)
    status = told.get("ClaimStatus")
    if status is not None and status not in {"U", "H", "W", "S", "R"}:
        raise BadRequest("ClaimStatus is invalid.")
    fields = {name: told[name] for name in CLAIM_FIELDS - {"DateSent"} if name in told}
    db.update("claim", "ClaimNum", key, fields)
    return "claim", key


def put_status(db: Database, key: int, told: Fields) -> Made:
    """Sent, and a record of it each time."""
    claim = found(db, "claim", "ClaimNum", key)
    sent_on = told.get("DateSent") or today_here()
    db.update("claim", "ClaimNum", key, {"ClaimStatus": "S", "DateSent": sent_on})
    db.insert(
        "etrans",
        {"Etype": 0, "ClaimNum": key, "PatNum": claim["PatNum"], "DateTimeTrans": now_here(),
         "Note": "API"},
    )  # fmt: skip
    return "claim", key


def put_line(db: Database, key: int, told: Fields) -> Made:
    """DateCP is not written, and 200 is answered all the same."""
    line = found(db, "claimproc", "ClaimProcNum", key)
    if line["IsTransfer"] or line["Status"] in LOCKED_STATES:
        raise BadRequest("ClaimProc cannot be edited.")
    fields = {name: told[name] for name in LINE_FIELDS if name in told}
    paid = fields.get("InsPayAmt", line["InsPayAmt"])
    if line["ClaimPaymentNum"] and cents_of(paid) != cents_of(line["InsPayAmt"]):
        raise BadRequest("InsPayAmt cannot be changed: the claimproc is attached to a check.")
    if "Status" in told:
        status = number_of("claimproc", "Status", told["Status"])
        if status not in {0, 1, 2, 4, 6}:
            raise BadRequest("Status is invalid.")
        fields["Status"] = status
        fields["DateEntry"] = today_here() if status in RECEIVED else NO_DAY
    if "ClaimPaymentNum" in told:
        fields["ClaimPaymentNum"] = told["ClaimPaymentNum"]
    db.update("claimproc", "ClaimProcNum", key, fields)
    _add_up(db, line["ClaimNum"])
    return "claimproc", key


def post_supplemental(db: Database, _: int, told: Fields) -> Made:
    line = found(db, "claimproc", "ClaimProcNum", told.get("ClaimProcNum"))
    copied = ("ProcNum", "ClaimNum", "PatNum", "ProvNum", "PlanNum", "InsSubNum", "ClinicNum")
    fields = {name: line[name] for name in copied}
    fields |= {"Status": 4, "InsPayAmt": told["InsPayAmt"], "DateSuppReceived": today_here()}
    key = db.insert("claimproc", fields)
    _add_up(db, line["ClaimNum"])
    return "claimproc", key


def post_check(db: Database, _: int, told: Fields) -> Made:
    """Over all lines of one claim that are on no check: their sum must be the check's amount."""
    if db.preference("ClaimPaymentBatchOnly") == "1":
        raise BadRequest("ClaimPaymentBatchOnly is on: use Batch.")
    claim = found(db, "claim", "ClaimNum", told.get("claimNum"))
    lines = _open_lines(db, [claim["ClaimNum"]])
    if cents_of(sum(line["InsPayAmt"] for line in lines)) != cents_of(told.get("CheckAmt", 0)):
        raise BadRequest("CheckAmt does not equal the sum of the claimprocs' InsPayAmt.")
    return "claimpayment", _check(db, lines, told, is_partial=False)


def post_batch(db: Database, _: int, told: Fields) -> Made:
    claims = list(told.get("claimNums") or [])
    if not claims:
        raise BadRequest("claimNums is required.")
    for claim in claims:
        found(db, "claim", "ClaimNum", claim)
    lines = _open_lines(db, claims)
    total = cents_of(sum(line["InsPayAmt"] for line in lines))
    is_partial = total != cents_of(told.get("CheckAmt", 0))
    return "claimpayment", _check(db, lines, told, is_partial=is_partial)


def delete_check(db: Database, key: int, told: Fields) -> Made:
    check = found(db, "claimpayment", "ClaimPaymentNum", key)
    if check["DepositNum"] or db.one("eobattach", "ClaimPaymentNum", key):
        raise BadRequest("The claimpayment is attached to a deposit or has an EOB.")
    db.update("claimproc", "ClaimPaymentNum", key, {"ClaimPaymentNum": 0, "DateCP": NO_DAY})
    db.delete("claimpayment", "ClaimPaymentNum", key)
    return "claimpayment", 0


def _check(db: Database, lines: list[Row], told: Fields, *, is_partial: bool) -> int:
    names = ("CheckAmt", "CheckDate", "CheckNum", "BankBranch", "Note", "CarrierName",
             "DateIssued", "PayType", "ClinicNum")  # fmt: skip
    fields = {name: told[name] for name in names if name in told}
    fields.setdefault("CheckDate", today_here())
    fields |= {"IsPartial": is_partial, "SecDateEntry": today_here()}
    key = db.insert("claimpayment", fields)
    for line in lines:
        finalized = {"ClaimPaymentNum": key, "DateCP": fields["CheckDate"]}
        finalized["DateInsFinalized"] = today_here()
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
