"""What a person does to many claims at once, and the report of a day's claims as it was kept."""

from django.db import models

from practices.registry.guard import PracticeModel

DEEDS = [("answer", "Answered"), ("hold", "Held"), ("check", "Checked again")]


class BulkDeed(PracticeModel):
    """One deed on many findings of a rule, each once. `user_id` is who asked for it.

    `findings` are ids in their order, `place` how many of them were looked at. `skipped` changed
    meanwhile: answered, found no more, or on a claim that has gone out.
    """

    rule = models.CharField(max_length=12)
    deed = models.CharField(max_length=6, choices=DEEDS)
    reason = models.CharField(max_length=200, blank=True)
    findings = models.JSONField(default=list)
    place = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    user_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    why_ended = models.CharField(max_length=80, blank=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.deed} {self.pk}"

    @property
    def count(self) -> int:
        return len(self.findings)


class Report(PracticeModel):
    """How claims that had not left stood at one moment; its page is drawn from `body`, and
    a job draws the PDF once (`ReportFile`).

    `body` is as `batch.Batch` without names of patients. `rulesets` are the marks of the sets of
    rules that had looked at them.
    """

    append_only = True
    which = models.CharField(max_length=5)
    body = models.JSONField()
    claims = models.PositiveIntegerField()
    held = models.PositiveIntegerField()
    ready = models.PositiveIntegerField()
    charge_cents = models.BigIntegerField()
    at_risk_cents = models.BigIntegerField()
    rulesets = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_name = models.CharField(max_length=80)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        indexes = [models.Index(fields=["-made_at", "-id"], name="scrub_report_newest")]

    def __str__(self) -> str:
        return f"report {self.pk}"


class ReportFile(PracticeModel):
    """A report drawn once as PDF; whoever downloads it later gets the same bytes."""

    append_only = True
    report = models.OneToOneField(Report, models.PROTECT, related_name="file")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()

    class Meta(PracticeModel.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"file of {self.report_id}"
