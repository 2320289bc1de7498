"""Examples that were poured."""

from billing.risk.models import RiskExample
from practices.registry.models import Practice
from tests.billing.risk.groups import examples
from tests.databases import NOW


def poured(practice: Practice, number: int, *, seed: int = 1, shuffled: bool = False) -> None:
    """As if the practice had poured so many."""
    RiskExample.objects.bulk_create(
        RiskExample(
            organization_id=practice.organization_id,
            practice=practice,
            claim_key=f"{seed}:{place}",
            features=one.features,
            denied=one.denied,
            answered_on=one.answered_on,
            kept_at=NOW,
        )
        for place, one in enumerate(examples(number, seed=seed, shuffled=shuffled))
    )
