"""A payer, known to every practice by the same row."""

from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights
from practices.registry.ids import new_id


class Payer(models.Model):
    """`originator_id` is what TRN03 of its remittances says: `1` and the payer's tax ID."""

    rights: ClassVar[Rights] = Rights(practice="S", clearing="S")
    is_reference: ClassVar[bool] = True
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    public_id = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    family = models.CharField(max_length=40, blank=True)
    originator_id = models.CharField(max_length=30, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["originator_id"], name="payer_originator")]

    def __str__(self) -> str:
        return self.public_id
