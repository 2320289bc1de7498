"""How far the demo group has been loaded."""

from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights


class DemoLoad(models.Model):
    """One row: `today` is the day its history was drawn for, and stays so when it is resumed.

    `office_at` is when the practice with a system of its own was there whole.
    """

    rights: ClassVar[Rights] = Rights()
    today = models.DateField()
    finished_at = models.DateTimeField(null=True)
    office_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"demo of {self.today}"
