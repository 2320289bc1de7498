"""Who treats and who is treated. Claims hold on to them, so they have keys of our own as well."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Upper

from practices.mirror.models.fields import flag, words
from practices.registry.guard import PracticeModel


class Provider(PracticeModel):
    """Someone who treats. `source_key` is the practice system's own key, here and below.

    `billing_provider_key` bills instead, where named; `is_person` is False for an organization.
    """

    source_key = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    role = models.CharField(
        max_length=9, choices=[("dentist", "Dentist"), ("hygienist", "Hygienist")]
    )
    npi = models.CharField(max_length=10)
    first_name = words(100)
    last_name = words(100)
    suffix = words(100)
    taxonomy = words(255)
    specialty_key = words(40)
    license = words(40)
    medicaid_id = words(20)
    fee_schedule_key = words(40)
    billing_provider_key = words(40)
    bills_by_tax_id = flag(told=True)
    is_person = flag(told=True)
    has_signature = flag(told=True)
    is_active = models.BooleanField(default=True)
    gone_at = models.DateTimeField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["source_key"], name="provider_source_key_once")
        ]

    def __str__(self) -> str:
        return f"provider {self.source_key}"


class Patient(PracticeModel):
    """A person who is treated, or who pays for one. `guarantor_key` names who answers for the bill.

    `may_text`: None while nobody has asked. `sex` is M, F, U or "" where nobody noted it.
    """

    source_key = models.CharField(max_length=40)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    preferred_name = models.CharField(max_length=100, default="")
    born_on = models.DateField(null=True)
    status = models.CharField(
        max_length=11,
        choices=[
            ("patient", "Patient"),
            ("other", "Not a patient"),
            ("inactive", "Inactive"),
            ("archived", "Archived"),
            ("deleted", "Deleted"),
            ("deceased", "Deceased"),
            ("prospective", "Prospective"),
        ],
        default="patient",
    )
    guarantor_key = models.CharField(max_length=40, default="")
    provider_key = models.CharField(max_length=40, default="")
    phone = models.CharField(max_length=30, default="")
    mobile = models.CharField(max_length=30, default="")
    email = models.CharField(max_length=100, default="")
    address = models.CharField(max_length=200, default="")
    city = models.CharField(max_length=100, default="")
    state = models.CharField(max_length=100, default="")
    zip = models.CharField(max_length=100, default="")
    language = models.CharField(max_length=100, default="")
    may_text = models.BooleanField(null=True)
    middle_name = words(100)
    sex = words(1)
    died_on = models.DateField(null=True)
    fee_schedule_key = words(40)
    medicaid_id = words(20)
    gone_at = models.DateTimeField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["source_key"], name="patient_source_key_once")
        ]
        indexes = [
            models.Index(fields=["guarantor_key"], name="patient_guarantor"),
            models.Index(OpClass(Upper("last_name"), "text_pattern_ops"), name="patient_last_name"),
            models.Index(
                OpClass(Upper("first_name"), "text_pattern_ops"), name="patient_first_name"
            ),
        ]

    def __str__(self) -> str:
        return f"patient {self.source_key}"
