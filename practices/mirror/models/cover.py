"""Who pays for whom: carrier, plan, the person it is held by, and the person it covers."""

from django.db import models

from practices.mirror.models.fields import flag, words
from practices.mirror.models.record import Record, linked
from practices.registry.guard import PracticeModel


class Carrier(Record):
    """A payer as this practice calls it. `payer_code` is what its electronic claims go to."""

    name = models.CharField(max_length=255)
    payer_code = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = words(200)
    city = words(100)
    state = words(100)
    zip = words(100)
    tax_id = words(40)


class Plan(Record):
    """What an employer or the market agreed with a carrier.

    `bills_usual_fees`: its claims show the usual fee and not the one of its schedule.
    """

    carrier = linked("Carrier", "carrier_key")
    group_name = models.CharField(max_length=80, blank=True)
    group_number = models.CharField(max_length=40, blank=True)
    kind = models.CharField(
        max_length=10,
        choices=[
            ("percentage", "Percentage"),
            ("ppo", "PPO"),
            ("copay", "Flat copay"),
            ("capitation", "Capitation"),
        ],
    )
    is_medical = models.BooleanField(default=False)
    filing_code = words(40)
    fee_schedule_key = words(40)
    bills_usual_fees = flag(told=False)


class Subscription(Record):
    """A plan as one person holds it."""

    plan = linked("Plan", "plan_key")
    subscriber = linked("Patient", "subscriber_key")
    member_id = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    releases_information = flag(told=True)
    assigns_benefits = flag(told=True)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["plan"], name="subscription_plan"),
        ]


class Coverage(PracticeModel):
    """A subscription that covers a patient; rank 1 pays first. It has an id of our own."""

    source_key = models.CharField(max_length=40)
    patient = linked("Patient", "patient_key")
    subscription = linked("Subscription", "subscription_key")
    rank = models.PositiveSmallIntegerField()
    member_id = models.CharField(max_length=80, blank=True)
    relationship = models.CharField(
        max_length=9,
        choices=[("self", "Self"), ("spouse", "Spouse"), ("child", "Child"), ("other", "Other")],
    )
    is_pending = models.BooleanField(default=False)
    gone_at = models.DateTimeField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["source_key"], name="coverage_source_key_once")
        ]
        indexes = [
            models.Index(fields=["patient"], name="coverage_patient"),
            models.Index(fields=["subscription"], name="coverage_subscription"),
        ]

    def __str__(self) -> str:
        return f"coverage {self.source_key}"
