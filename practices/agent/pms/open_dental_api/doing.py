"""Each step as one call: method, path and fields, in the API's own words."""

from collections.abc import Mapping

from practices.agent.pms.open_dental_api.rows import LINE_STATES
from practices.wire import commands
from practices.wire.commands import Step
from practices.wire.goals import NOT_RECEIVED, RECEIVED

NO_DAY = "0001-01-01"
Call = tuple[str, str, Mapping[str, object]]


def call_of(step: Step, mark: str, key: int | None = None) -> Call:
    """`key` is the check that a DropCheck found."""
    match step:
        case commands.SetLine():
            return "PUT", f"claimprocs/{step.line:d}", _line(step)
        case commands.SetClaim():
            status = "R" if step.received_on else "S"
            fields = {"ClaimStatus": status, "DateReceived": step.received_on or NO_DAY}
            return "PUT", f"claims/{step.claim:d}", fields
        case commands.MarkSent():
            return "PUT", f"claims/{step.claim:d}/Status", {"DateSent": step.sent_on}
        case commands.NoteClaim():
            return "PUT", f"claims/{step.claim:d}", {"ClaimNote": step.note}
        case commands.AddCheck():
            return _check(step, mark)
        case commands.DropCheck():
            return "DELETE", f"claimpayments/{key or 0:d}", {}
    return _added(step, mark)


def _line(step: commands.SetLine) -> dict[str, object]:
    return {
        "Status": LINE_STATES[RECEIVED if step.is_received else NOT_RECEIVED],
        "InsPayAmt": _dollars(step.paid_cents),
        "WriteOff": _dollars(step.write_off_cents),
        "DedApplied": _dollars(step.deductible_cents),
        "Remarks": step.remarks,
    }


def _check(step: commands.AddCheck, mark: str) -> Call:
    fields: dict[str, object] = {
        "CheckAmt": _dollars(step.amount_cents),
        "CheckNum": step.number,
        "CheckDate": step.paid_on,
        "DateIssued": step.paid_on,
        "CarrierName": step.carrier,
        "Note": mark,
    }
    if len(step.claims) == 1:
        return "POST", "claimpayments", {"claimNum": step.claims[0], **fields}
    return "POST", "claimpayments/Batch", {"claimNums": list(step.claims), **fields}


def _added(step: Step, mark: str) -> Call:
    match step:
        case commands.TrackClaim():
            fields = {"ClaimNum": step.claim, "Note": marked(step.note, mark)}
            return "POST", "claimtrackings", fields | _named("TrackingDefNum", step.definition)
        case commands.AddCommlog():
            fields = {"PatNum": step.patient, "Note": marked(step.note, mark), "Mode_": "None"}
            return "POST", "commlogs", fields
        case commands.AddDocument():
            fields = {
                "PatNum": step.patient,
                "rawBase64": step.content,
                "extension": step.extension,
                "Description": marked(step.description, mark),
            }
            return "POST", "documents/Upload", fields | _named("DocCategory", step.definition)
        case commands.AddAdjustment():
            return "POST", "adjustments", _adjustment(step, mark)
        case commands.MarkVerified():
            fields = {
                "VerifyType": step.kind,
                "FKey": step.of,
                "DateLastVerified": step.verified_on,
                "Note": marked(step.note, mark),
            }
            return "PUT", "insverifies", fields | _named("DefNum", step.definition)
    raise AssertionError(step)


def _adjustment(step: commands.AddAdjustment, mark: str) -> dict[str, object]:
    fields: dict[str, object] = {
        "PatNum": step.patient,
        "AdjType": step.definition,
        "AdjAmt": _dollars(step.amount_cents),
        "AdjDate": step.adjusted_on,
        "AdjNote": marked(step.note, mark),
    }
    return fields | _named("ProvNum", step.provider) | _named("ProcNum", step.procedure)


def marked(text: str, mark: str) -> str:
    """The mark stands at the end, where a reader is least disturbed by it."""
    return f"{text} [{mark}]" if text else f"[{mark}]"


def _named(name: str, key: int) -> dict[str, object]:
    return {name: key} if key else {}


def _dollars(cents: int) -> float:
    return cents / 100
