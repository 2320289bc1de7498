"""A batch as it stands in doubt, for pages."""

from datetime import UTC, date, datetime

from billing.submission.models import Batch, BatchFile, Clearinghouse, Sending
from billing.submission.vault import sealed
from practices.registry.ids import new_id
from practices.registry.models import Organization

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def batch_of(claim_id: str) -> Batch:
    """Of one claim, in the practice we stand in; nobody has taken it anywhere."""
    batch = Batch.objects.create(
        house_id=new_id(), kind="claims", reference=new_id().hex[:30], control=1, claims=1,
        charge_cents=1, made_at=NOW, made_by="test",
    )  # fmt: skip
    BatchFile.objects.create(batch=batch, sealed=sealed(b"ISA*"), sha256="0" * 64, size_bytes=4)
    Sending.objects.create(
        claim_id=claim_id, batch=batch, version=1, frequency="1", set_control="0001",
        print="0" * 32, charge_cents=1, heard_on=date(2026, 11, 23),
    )  # fmt: skip
    return batch


def house_of(organization: Organization, name: str) -> Clearinghouse:
    return Clearinghouse.objects.create(
        organization=organization, name=name, kind="folder", address="/nowhere", sender="A",
        receiver="B",
    )  # fmt: skip
