"""What opens the door to agents: a code once, a key they had before, a signature once."""

from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.sync.models.agents import Agent


class EnrolmentCode(models.Model):
    """Lets one agent introduce itself at one practice, once, for a day. Only its hash is kept."""

    rights: ClassVar[Rights] = Rights()
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    code_sha256 = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"enrolment code {self.pk}"


class FormerKey(models.Model):
    """The key an agent had before: good for a few days more, as the new one may not be kept yet."""

    rights: ClassVar[Rights] = Rights()
    key_id = models.CharField(max_length=20, primary_key=True)
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="former_keys")
    public_key = models.BinaryField()
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"former key {self.key_id}"


class Nonce(models.Model):
    """A signature that was seen: it counts once. Rows older than a signature may be are dropped."""

    rights: ClassVar[Rights] = Rights()
    value = models.CharField(max_length=80, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["at"], name="nonce_at")]

    def __str__(self) -> str:
        return "nonce"
