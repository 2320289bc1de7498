"""The outbox: a row for each thing that must still be done."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Practice


class JobState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    OFFERED = "offered", "Under way"
    DONE = "done", "Done"
    PARKED = "parked", "Set aside after three tries"


class Job(models.Model):
    """(kind, key) is natural: asking twice for the same work makes one job.

    `fence` rises with each offer; a worker that was frozen past its lease holds an old one and is
    refused. `arguments` are ids alone; `error` is a kind of error, never what it said.
    """

    rights: ClassVar[Rights] = Rights(practice="SI", clearing="SI", own_column="practice_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=JobState.choices, default=JobState.WAITING.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    fence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=120, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="job_once")]
        indexes = [
            models.Index(
                fields=["practice", "run_after", "id"],
                name="job_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["lease_until"], name="job_offered", condition=Q(state="offered")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
