"""Claims that went out, each version once, and every word that came back of them."""

from django.db import models
from django.db.models import Q

from billing.claims.models import Claim
from billing.submission.models.batches import Batch
from billing.submission.stages import OPEN, Stage
from practices.registry.guard import PracticeModel

OPEN_STAGES = sorted(stage.value for stage in OPEN)


class Sending(PracticeModel):
    """One claim in one batch: its `version`-th going out. While one is open there is no second.

    `frequency` is CLM05-3, `print` the fingerprint of what was said. `heard_on` is the day of the
    last word by its author, the day of sending before one came. `expect_at` is when the next word
    is overdue, by this payer's own pace; None where none is awaited. `payer_number` and
    `house_number` are theirs.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="sendings")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="sendings")
    version = models.PositiveSmallIntegerField()
    frequency = models.CharField(max_length=1)
    set_control = models.CharField(max_length=9)
    print = models.CharField(max_length=32)
    charge_cents = models.BigIntegerField()
    stage = models.CharField(
        max_length=9,
        choices=[(stage.value, stage.value) for stage in Stage],
        default=Stage.LEAVING.value,
    )
    heard_on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    file_at = models.DateTimeField(null=True)
    house_at = models.DateTimeField(null=True)
    payer_at = models.DateTimeField(null=True)
    turned_away_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    expect_at = models.DateTimeField(null=True)
    silent_since = models.DateTimeField(null=True)
    payer_number = models.CharField(max_length=50, blank=True)
    house_number = models.CharField(max_length=50, blank=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["claim", "version"], name="sending_version_once"),
            models.UniqueConstraint(
                fields=["claim"], name="sending_open_once", condition=Q(stage__in=OPEN_STAGES)
            ),
        ]
        indexes = [
            models.Index(
                fields=["expect_at", "id"],
                name="sending_overdue",
                condition=Q(expect_at__isnull=False),
            ),
            models.Index(fields=["stage", "-id"], name="sending_stage"),
            models.Index(fields=["batch"], name="sending_batch"),
        ]

    def __str__(self) -> str:
        return f"sending {self.pk}"

    @property
    def stage_label(self) -> str:
        return Stage(self.stage).label


class Notice(PracticeModel):
    """One word about one sending: from a 999, TA1, 277CA or 277, once by file and place.

    `category`, `code`, `entity` are the status as told; `field` is what it points at in the claim,
    `line` the line. `moved` says whether it moved the claim. `body` is all that was told of the
    claim, as typed values; nothing of other claims is in it.
    """

    append_only = True
    sending = models.ForeignKey(Sending, models.PROTECT, related_name="notices")
    file_id = models.UUIDField()
    place = models.PositiveIntegerField()
    level = models.CharField(max_length=6)
    is_accepted = models.BooleanField()
    category = models.CharField(max_length=3, blank=True)
    code = models.CharField(max_length=5, blank=True)
    entity = models.CharField(max_length=3, blank=True)
    field = models.CharField(max_length=60, blank=True)
    line = models.PositiveSmallIntegerField(null=True)
    paid_cents = models.BigIntegerField(null=True)
    told_on = models.DateField()
    received_at = models.DateTimeField()
    moved = models.BooleanField()
    body = models.JSONField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["file_id", "place", "sending"], name="notice_once")
        ]
        indexes = [models.Index(fields=["sending", "id"], name="notice_sending")]

    def __str__(self) -> str:
        return f"notice {self.pk}"
