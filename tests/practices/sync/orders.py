"""Claims in the mirror that wait for a payment, and an agent that may write."""

import json
from datetime import UTC, datetime
from typing import Any

from practices.mirror.models import SourceRow
from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions, kinds, maps
from practices.sync.models import Agent, Stream, WriteBack, WriteMode
from practices.wire.buckets import bucket_of
from practices.wire.messages import Enroll
from practices.wire.signing import public_text
from practices.wire.values import row_hash
from tests.practices.sync.caller import Caller

NOW = datetime.now(UTC)
CLAIM, LINES, CHECK = 900, (901, 902), 77
SENT = {"Status": 0, "InsPayAmt": "0.0000", "WriteOff": "0.0000", "DedApplied": "0.0000",
        "Remarks": "", "ClaimPaymentNum": 0}  # fmt: skip
PAID = SENT | {"Status": 1, "InsPayAmt": "350.0000", "WriteOff": "100.0000", "Remarks": "CO-45",
               "ClaimPaymentNum": CHECK}  # fmt: skip


def writing_agent(practice: Practice) -> Caller:
    """One that a person let in to write."""
    caller = Caller()
    told = Enroll(
        code=actions.issue_code(practice=practice, now=NOW), public_key=public_text(caller.key),
        agent_version="1", system="test", role="writer",
    )  # fmt: skip
    status, caller.enrolled = caller.call("POST", "enroll", told)
    assert status == 200
    actions.approve(agent_id=Agent.objects.get(key_id=caller.key_id).pk, now=NOW)
    return caller


def seen(table: str, key: int, **values: object) -> None:
    """The read path brings a row. Columns that are not named are empty."""
    columns = maps.table_named(table).columns
    Stream.objects.get_or_create(table=table, defaults={"columns": list(columns)})
    before = SourceRow.objects.filter(table=table, key=str(key)).values_list("values", flat=True)
    row: dict[str, object] = dict.fromkeys(columns, "")
    for told in before:
        row = dict(zip(columns, json.loads(told), strict=True))
    text = json.dumps(list((row | {columns[0]: key} | values).values()), separators=(",", ":"))
    SourceRow.objects.update_or_create(
        table=table,
        key=str(key),
        defaults={
            "values": text, "hash": row_hash(text.encode()), "bucket": bucket_of(str(key)),
            "change": 1,
        },
    )  # fmt: skip


def sent_claim(practice: Practice) -> None:
    with in_practice(practice):
        seen("claim", CLAIM, ClaimStatus="S", DateReceived=None)
        for line in LINES:
            seen("claimproc", line, ClaimNum=CLAIM, **SENT)


def paid_claim(practice: Practice, **check: object) -> None:
    """What the read path brings once the payment is written."""
    told = {"CheckAmt": "700.0000", "CheckNum": "EFT1", "CheckDate": "2026-11-20"}
    with in_practice(practice):
        seen("claim", CLAIM, ClaimStatus="R", DateReceived="2026-11-20")
        for line in LINES:
            seen("claimproc", line, ClaimNum=CLAIM, **PAID)
        seen("claimpayment", CHECK, **(told | check))


def payment(**given: Any) -> kinds.ClaimPayment:  # noqa: ANN401  # a story
    """350.00 for each of two lines, 100.00 of each written off."""
    lines = tuple(
        kinds.PaidLine(key=line, code="D2740", paid_cents=350_00, write_off_cents=100_00,
                       remarks="CO-45")
        for line in LINES
    )  # fmt: skip
    story: dict[str, Any] = {
        "claim": "ALD-1", "claim_key": CLAIM, "lines": lines, "check_number": "EFT1",
        "paid_on": "2026-11-20", "carrier": "Sample Payer",
    }  # fmt: skip
    return kinds.ClaimPayment(**(story | given))


def switched(practice: Practice, mode: WriteMode = WriteMode.ON) -> None:
    with in_practice(practice):
        actions.switch_writing(mode=mode, reason="a test", now=NOW)


def ordered(practice: Practice, body: Any = None, *, kind: str = "claim_payment",  # noqa: ANN401  # any kind's
            key: str = "p1", now: datetime = NOW) -> WriteBack:  # fmt: skip
    """Approved by a person, and signed if writing is on."""
    with in_practice(practice):
        row = actions.queue_write_back(
            key=key, kind=kind, subject_id=new_id(), body=body or payment(), now=now
        )
        actions.sign_waiting(now=now)
        row.refresh_from_db()
    return row


def state_of(practice: Practice, row: WriteBack) -> WriteBack:
    with in_practice(practice):
        return WriteBack.objects.get(pk=row.pk)
