"""What the platform orders an agent to write, and what the agent answers.

An order is signed by the dispatch key over the very bytes that travel, so that nobody on the way,
not even a web server of ours, can make one up. It names calls of the practice system's connector
with typed arguments, never an address or SQL, and the values it expects to find before.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from practices.wire.messages import Count, Line, Word

COMMAND_BYTES_MAX = 6 * 2**20
COMMANDS_MAX = 5
STEPS_MAX = 200
WAIT_SECONDS_MAX = 25

Id = Annotated[str, Meta(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Row = Annotated[int, Meta(ge=1, le=2**62)]
Row0 = Annotated[int, Meta(ge=0, le=2**62)]
Rows = Annotated[tuple[Row, ...], Meta(min_length=1, max_length=STEPS_MAX)]
Cents = Annotated[int, Meta(ge=-(10**10), le=10**10)]
Day = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Short = Annotated[str, Meta(max_length=25, pattern="^[^\\x00-\\x1f]*$")]
Remark = Annotated[str, Meta(max_length=255, pattern="^[^\\x00-\\x1f]*$")]
Note = Annotated[str, Meta(max_length=4_000, pattern="^[^\\x00]*$")]
Value = int | str | None
Values = Annotated[dict[Word, Value], Meta(max_length=40)]
COLUMNS_MAX = 40


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


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """Columns of a row as they must be before anything is written, in their canonical form."""

    table: Word
    key: Row
    values: Values


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """One order. `mark` is written into what it adds, so that it is found again.

    `practice` is the practice it is for: no other's agent carries it out. Orders of one
    `order_key` are carried out one after the other. `cents` count against the day's limits.
    """

    v: int = 1
    id: Id
    kind: Word
    kind_version: int = 1
    practice: Id
    order_key: Word
    expected: Annotated[tuple[Expected, ...], Meta(max_length=2 * STEPS_MAX)]
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=STEPS_MAX)]
    mark: Word
    cents: Annotated[int, Meta(ge=0, le=10**10)]
    not_before: Word
    expires_at: Word
    is_rehearsal: bool = False
    requested_by: Word
    approved_by: Word


class Leased(msgspec.Struct, frozen=True, kw_only=True):
    """An order for one agent and a while. `attempt` rises each time; an older one counts no more.

    `command` is the text that was signed. `was_started`: an earlier attempt may have written.
    """

    id: Id
    attempt: Count
    lease_seconds: Count
    was_started: bool
    command: Annotated[str, Meta(max_length=COMMAND_BYTES_MAX)]
    key_id: Word
    signature: Annotated[str, Meta(max_length=100)]


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What an agent asks with: how long it would wait, how many orders it takes at once."""

    wait: Annotated[int, Meta(ge=0, le=WAIT_SECONDS_MAX)] = 0
    max: Annotated[int, Meta(ge=1, le=COMMANDS_MAX)] = 1


class Leases(msgspec.Struct, frozen=True, kw_only=True):
    """Orders, or none; ask again in so many seconds. `stopped` says why there are none."""

    commands: tuple[Leased, ...]
    again_seconds: float
    stopped: str = ""


class Started(msgspec.Struct, frozen=True, kw_only=True):
    """From now on something may have been written. `step` is where it goes on, from zero."""

    step: Count = 0


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """The lease holds so many seconds more. `stop`: write nothing more, say how far it came."""

    lease_seconds: Count
    stop: bool = False


Outcome = Literal[
    "applied", "already_applied", "precondition_failed", "refused", "unknown", "expired",
    "not_now", "rehearsed",
]  # fmt: skip


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """How an attempt ended. `done` steps are in effect, `keys` the rows they added, by table.

    `detail` is the practice system's own text or ours; `differing` names columns, never values.
    """

    outcome: Outcome
    done: Count = 0
    detail: Line = ""
    differing: Annotated[tuple[Word, ...], Meta(max_length=COLUMNS_MAX)] = ()
    keys: Annotated[dict[Word, Row], Meta(max_length=STEPS_MAX)] = {}


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """The state the order is in now. The same result told again is answered the same."""

    state: str
