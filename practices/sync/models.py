"""What was approved here and must be written into the practice's own system."""

from django.db import models

from practices.registry.guard import PracticeModel


class WriteBackState(models.TextChoices):
    QUEUED = "queued", "Queued"
    SENT = "sent", "With the agent"
    PROVED = "proved", "Proved"
    WITHDRAWN = "withdrawn", "Withdrawn"


class WriteBack(PracticeModel):
    """One intent under one key. It is proved when the changed row comes home from the agent."""

    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    body = models.JSONField()
    state = models.CharField(
        max_length=9, choices=WriteBackState.choices, default=WriteBackState.QUEUED.value
    )
    queued_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["key"], name="write_back_once")]
        indexes = [
            models.Index(
                fields=["id"], name="write_back_queued", condition=models.Q(state="queued")
            ),
            models.Index(fields=["subject_id"], name="write_back_subject"),
        ]

    def __str__(self) -> str:
        return f"write-back {self.key}"
