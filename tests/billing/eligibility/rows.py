"""A cover with its proof and a doubted answer, as the walk over all pages needs them."""

from billing.eligibility.models import BenefitRecord, Evidence, Inquiry
from billing.eligibility.vault import sealed
from practices.mirror.models import Coverage, Patient
from practices.registry.models import Practice
from tests.billing.eligibility import stories
from tests.billing.eligibility.stories import NOW, TODAY


def rows_of(practice: Practice) -> tuple[str, str, str]:
    """Ids of a coverage, of evidence and of a record in quarantine, in the practice we stand in."""
    key = stories.member(f"-{practice.public_id}")
    patient = Patient.objects.get(source_key=f"p-{practice.public_id}")
    same = {"patient": patient, "coverage_key": key, "created_at": NOW}
    inquiry = Inquiry.objects.create(
        once=key, asked_for_on=TODAY, request="35", asked_by="system:test", **same
    )
    proof = Evidence.objects.create(
        inquiry=inquiry, request="35", question=sealed(b"270"), answer=sealed(b"271"),
        outcome="answered", sent_at=NOW, answered_at=NOW, asked_by="system:test",
    )  # fmt: skip
    doubted = BenefitRecord.objects.create(
        inquiry=inquiry, told={}, checked_on=TODAY, expires_on=TODAY, state="quarantined", **same
    )
    return str(Coverage.objects.get(source_key=key).pk), str(proof.pk), str(doubted.pk)
