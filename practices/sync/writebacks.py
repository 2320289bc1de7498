"""Rows of what is written into a practice's system: orders, their trace, and who may stop them."""

from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights
from practices.registry.guard import PracticeModel
from practices.registry.ids import new_id
from practices.registry.models import Organization
from practices.sync import kinds
from practices.sync.course import WriteBackState


class WriteBack(PracticeModel):
    """One intent under one key, from approval to proof.

    `envelope` is the text the dispatch key signed; until then there is none. `attempt` rises with
    each lease and fences older ones; `tries` are those that failed for no fault of the order.
    `written` says that some of it may stand in the practice's system. `repeats` is the order that
    a person ordered again by this one.
    """

    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    body = models.JSONField()
    state = models.CharField(
        max_length=19,
        choices=[(s.value, s.value) for s in WriteBackState],
        default=WriteBackState.APPROVED.value,
    )
    queued_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)
    order_key = models.CharField(max_length=64, default="")
    cents = models.BigIntegerField(default=0)
    approved_by = models.CharField(max_length=60, default="")
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeated_by")
    envelope = models.TextField(default="")
    signature = models.CharField(max_length=100, default="")
    signed_with = models.CharField(max_length=20, default="")
    is_rehearsal = models.BooleanField(default=False)
    rehearsed_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    attempt = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    leased_to = models.CharField(max_length=20, default="")
    leased_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    written = models.BooleanField(default=False)
    outcome = models.CharField(max_length=20, default="")
    detail = models.CharField(max_length=400, default="")
    keys = models.JSONField(default=dict)
    applied_at = models.DateTimeField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["key"], name="write_back_once")]
        indexes = [
            models.Index(fields=["subject_id"], name="write_back_subject"),
            models.Index(fields=["order_key", "id"], name="write_back_order"),
            models.Index(fields=["state", "id"], name="write_back_state"),
        ]

    def __str__(self) -> str:
        return f"write-back {self.key}"

    @property
    def stage(self) -> WriteBackState:
        return WriteBackState(self.state)

    @property
    def kind_label(self) -> str:
        return kinds.KINDS[self.kind].label

    @property
    def about(self) -> str:
        """Which claim, or which row of the practice's system."""
        return str(self.body.get("claim") or self.order_key)


class WriteBackNote(PracticeModel):
    """One step of an order's way, in words for people; it holds no patient's name."""

    append_only = True
    write_back = models.ForeignKey(WriteBack, models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    attempt = models.PositiveIntegerField()
    state = models.CharField(max_length=19)
    words = models.CharField(max_length=500)
    actor = models.CharField(max_length=60)

    class Meta(PracticeModel.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"note {self.pk}"


class WriteMode(models.TextChoices):
    OFF = "off", "Off"
    REHEARSAL = "rehearsal", "Rehearsal"
    ON = "on", "On"


class WriteSwitch(PracticeModel):
    """Whether orders are carried out at this practice. Without a row they are not."""

    mode = models.CharField(max_length=9, choices=WriteMode.choices, default=WriteMode.OFF.value)
    reason = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    only = models.BooleanField(default=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["only"], name="write_switch_one")]

    def __str__(self) -> str:
        return f"writing is {self.mode}"


class WriteStop(models.Model):
    """Nothing is written at any practice of a group, or of all groups, until it is lifted."""

    rights: ClassVar[Rights] = Rights(practice="S")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, null=True, related_name="+")
    reason = models.CharField(max_length=200)
    stopped_at = models.DateTimeField()
    stopped_by = models.CharField(max_length=80)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=80, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["organization"], name="write_stop_open",
                condition=models.Q(lifted_at=None),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"stop {self.pk}"
