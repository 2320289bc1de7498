"""Where treatment is given, and from where it is billed."""

from django.db import models

from practices.mirror.models.fields import flag, words
from practices.mirror.models.record import Record, linked


class Clinic(Record):
    """An office of the practice. `billing_provider_key` is "treating" where each bills for itself.

    Addresses are those of treatment; a claim names them where `bills_from_here`.
    """

    name = models.CharField(max_length=255)
    address = words(200)
    city = words(100)
    state = words(100)
    zip = words(100)
    phone = words(40)
    place = words(2)
    billing_provider_key = words(40)
    billing_address = words(255)
    bills_from_here = flag(told=False)
    is_medical_only = flag(told=False)
    is_hidden = flag(told=False)


class FeeSchedule(Record):
    """A list of fees: the practice's usual ones, or what a contract allows."""

    name = words(255)
    kind = models.CharField(
        max_length=9,
        choices=[
            ("usual", "Usual"),
            ("copay", "Copay"),
            ("outside", "Out of network"),
            ("fixed", "Fixed benefit"),
            ("seen", "Seen in answers"),
        ],
        default="usual",
        db_default="usual",
    )
    is_hidden = flag(told=False)


class Fee(Record):
    """What one unit of a code costs in a schedule, for one clinic or provider where named."""

    schedule = linked("FeeSchedule", "schedule_key")
    code = linked("ProcedureCode", "code_key")
    clinic = linked("Clinic", "clinic_key")
    provider = linked("Provider", "provider_key")
    cents = models.BigIntegerField()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["code", "schedule"], name="fee_of_code")]
