"""Orders to write into a practice's system, and their trace."""

from django.db import models

from practices.registry.guard import PracticeModel
from practices.sync import kinds
from practices.sync.course import WriteBackState


class WriteBack(PracticeModel):
    """One intent under one key, from approval to proof.

    `envelope` is the text the dispatch key signed; until then there is none. `attempt` rises with
    each lease and fences older ones; `tries` are those that failed for no fault of the order.
    `written` says that some of it may stand in the practice's system. `repeats` is the order that
    a person ordered again by this one.

    `told_at`: a person said that they wrote it. `shown_by` are the records that stand for it, which
    stand for no other order. `group_id` gathers orders that wait on the desk as one thing.
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
    told_at = models.DateTimeField(null=True)
    shown_by = models.JSONField(default=list)
    group_id = models.UUIDField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["key"], name="write_back_once")]
        indexes = [
            models.Index(fields=["subject_id"], name="write_back_subject"),
            models.Index(fields=["order_key", "id"], name="write_back_order"),
            models.Index(fields=["state", "id"], name="write_back_state"),
            models.Index(fields=["group_id"], name="write_back_group"),
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
