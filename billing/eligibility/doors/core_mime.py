"""CAQH CORE's real time over MIME: a form of parts out, a form of parts back."""

import uuid
from datetime import UTC, datetime

from billing.eligibility.doors.line import Reply, exchange
from billing.eligibility.doors.mime import form, parts_of
from billing.eligibility.doors.place import Place

ASKS, VERSION, SUCCESS = "X12_270_Request_005010X279A1", "2.2.0", "Success"


def ask(place: Place, question: bytes, number: str, at: datetime) -> Reply:
    """Raises nothing; an ErrorCode other than success is the clearinghouse's error."""
    mark = uuid.uuid4().hex
    headers = {"Content-Type": f"multipart/form-data; boundary={mark}"}
    body = form(_fields(place, number, at), question, mark)
    reply = exchange(place.url, body, headers, seconds_max=place.seconds_max)
    return reply if reply.trouble else _payload(reply)


def _fields(place: Place, number: str, at: datetime) -> dict[str, str]:
    return {
        "PayloadType": ASKS,
        "ProcessingMode": "RealTime",
        "PayloadID": number,
        "TimeStamp": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "UserName": place.user,
        "Password": place.password,
        "SenderID": place.sender,
        "ReceiverID": place.receiver,
        "CORERuleVersion": VERSION,
    }


def _payload(reply: Reply) -> Reply:
    told = parts_of(reply.content_type, reply.body)
    if told.get("ErrorCode", SUCCESS.encode()) != SUCCESS.encode():
        return Reply(trouble="status")
    payload = told.get("Payload")
    return Reply(payload) if payload else Reply(trouble="nonsense")
