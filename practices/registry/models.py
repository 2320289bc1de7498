"""Organizations, their regions and practices, and who serves where."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from guardian.models import UserObjectPermissionBase

from compliance.access.context import PracticePlace
from compliance.access.rights import Rights
from compliance.access.roles import Role
from practices.registry.ids import new_id

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SEATS: "list[tuple[str, str | _StrPromise]]" = [
    (f"serve_{role.value}", f"Serve as {role.value}") for role in Role
]
PUBLIC_ID = RegexValidator(r"^[a-z][a-z0-9_]{1,38}$", "Small letters, digits and _, 2 to 39.")


class Organization(models.Model):
    """A dental group. Nothing is shared between two of them."""

    rights: ClassVar[Rights] = Rights(practice="S", clearing="S")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    public_id = models.CharField(max_length=39, unique=True, validators=[PUBLIC_ID])
    name = models.CharField(max_length=120)

    class Meta:
        default_permissions = ()
        permissions = SEATS

    def __str__(self) -> str:
        return self.public_id


class Region(models.Model):
    """Practices a group runs together."""

    rights: ClassVar[Rights] = Rights(practice="S", clearing="S")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="regions")
    public_id = models.CharField(max_length=39, validators=[PUBLIC_ID])
    name = models.CharField(max_length=120)

    class Meta:
        default_permissions = ()
        permissions = SEATS
        constraints = [
            models.UniqueConstraint(fields=["organization", "public_id"], name="region_once")
        ]

    def __str__(self) -> str:
        return self.public_id


class PracticeState(models.TextChoices):
    MAKING = "making", "Being set up"
    READY = "ready", "Ready"
    LEAVING = "leaving", "Leaving"


class PracticeQuerySet(models.QuerySet["Practice"]):
    def ready(self) -> Self:
        return self.filter(state=PracticeState.READY)

    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class Practice(models.Model):
    """One practice: the tenant. Its rows stand in `schema`, seen by the role of the same name.

    `schema` is opaque and never changes; `public_id` stands in URLs; several practices may share
    a `tax_id`, which is why a remittance has to be split.
    """

    rights: ClassVar[Rights] = Rights(practice="S", clearing="S", own_column="id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="practices")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="practices")
    public_id = models.CharField(max_length=39, unique=True, validators=[PUBLIC_ID])
    name = models.CharField(max_length=120)
    schema = models.CharField(max_length=20, unique=True, editable=False)
    npi = models.CharField(max_length=10)
    tax_id = models.CharField(max_length=9)
    timezone = models.CharField(max_length=40, default="America/New_York")
    joined_on = models.DateField()
    state = models.CharField(
        max_length=8, choices=PracticeState.choices, default=PracticeState.MAKING.value
    )

    objects = PracticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = SEATS
        indexes = [
            models.Index(fields=["tax_id"], name="practice_tax_id"),
            models.Index(fields=["npi"], name="practice_npi"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(schema__regex=r"^p[a-z2-7]{12}$"),
                name="practice_schema_is_opaque",
            )
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def place(self) -> PracticePlace:
        return PracticePlace(self.id, self.public_id, self.schema, self.organization_id)


class SchemaVersion(models.Model):
    """How far the compiled migrations have come in one practice."""

    rights: ClassVar[Rights] = Rights(app="S")
    practice = models.OneToOneField(Practice, models.CASCADE, primary_key=True)
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    error = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.practice_id} at {self.version}"


class OrganizationGrant(UserObjectPermissionBase):
    """A person serves in a role at every practice of a group."""

    content_object = models.ForeignKey(Organization, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"grant {self.pk}"


class RegionGrant(UserObjectPermissionBase):
    """A person serves in a role at every practice of a region."""

    content_object = models.ForeignKey(Region, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"grant {self.pk}"


class PracticeGrant(UserObjectPermissionBase):
    """A person serves in a role at one practice."""

    content_object = models.ForeignKey(Practice, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"grant {self.pk}"
