"""The calls of a practice system's connector that an order can name."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from practices.wire.commands.kinds import Cents, Day, Note, Remark, Row, Row0, Rows, Short


class _Step(msgspec.Struct, frozen=True, kw_only=True, tag_field="call"):
    """A named call of the connector."""


class SetLine(_Step, tag="line.set", frozen=True, kw_only=True):
    """One service of a claim as the payer answered it; or not received, with nothing paid."""

    line: Row
    is_received: bool
    paid_cents: Cents
    write_off_cents: Cents
    deductible_cents: Cents
    remarks: Remark = ""


class SetClaim(_Step, tag="claim.set", frozen=True, kw_only=True):
    """Received on a day; or back to sent, without one."""

    claim: Row
    received_on: Day | None


class MarkSent(_Step, tag="claim.sent", frozen=True, kw_only=True):
    """We sent it. The practice system keeps a record of each such call."""

    claim: Row
    sent_on: Day


class NoteClaim(_Step, tag="claim.note", frozen=True, kw_only=True):
    """Replaces the claim's note."""

    claim: Row
    note: Annotated[str, Meta(max_length=400, pattern="^[^\\x00-\\x1f]*$")]


class TrackClaim(_Step, tag="claim.track", frozen=True, kw_only=True):
    """Adds to the claim's history. `definition` is the practice's own number, 0 for none."""

    claim: Row
    note: Note
    definition: Row0 = 0


class AddCheck(_Step, tag="check.add", frozen=True, kw_only=True):
    """An insurance check over the lines of one claim, or in one sum over those of several."""

    claims: Rows
    lines: Rows
    amount_cents: Cents
    number: Short
    paid_on: Day
    carrier: Remark = ""


class DropCheck(_Step, tag="check.drop", frozen=True, kw_only=True):
    """Takes back a check that `AddCheck` made, found by its lines, number and amount."""

    claims: Rows
    lines: Rows
    amount_cents: Cents
    number: Short


class AddCommlog(_Step, tag="commlog.add", frozen=True, kw_only=True):
    """A note on what was said to or about a patient."""

    patient: Row
    note: Note


class AddDocument(_Step, tag="document.add", frozen=True, kw_only=True):
    """A file into the patient's images; `content` is base64."""

    patient: Row
    description: Annotated[str, Meta(max_length=200, pattern="^[^\\x00-\\x1f]*$")]
    extension: Literal[".pdf", ".jpg", ".png", ".txt"]
    content: Annotated[str, Meta(max_length=4 * 2**20, pattern="^[A-Za-z0-9+/=]*$")]
    definition: Row0 = 0


class AddAdjustment(_Step, tag="adjustment.add", frozen=True, kw_only=True):
    """A line in the patient's ledger; its sign fits the practice's `definition`, or it is refused.

    Nothing takes it away again but a second one.
    """

    patient: Row
    definition: Row
    amount_cents: Cents
    adjusted_on: Day
    note: Note
    provider: Row0 = 0
    procedure: Row0 = 0


class MarkVerified(_Step, tag="insverify.mark", frozen=True, kw_only=True):
    """The benefits of a plan, or a patient's enrolment in one, were verified on a day."""

    kind: Literal["InsuranceBenefit", "PatientEnrollment"]
    of: Row
    verified_on: Day
    note: Note = ""
    definition: Row0 = 0


Step = (
    SetLine | SetClaim | MarkSent | NoteClaim | TrackClaim | AddCheck | DropCheck
    | AddCommlog | AddDocument | AddAdjustment | MarkVerified
)  # fmt: skip
