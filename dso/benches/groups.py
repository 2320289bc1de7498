"""A group to measure with: as many practices as a bench asks for."""

from datetime import UTC, date, datetime

from practices.registry import actions
from practices.registry.models import Practice

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def found_group(practices: int) -> list[Practice]:
    group = actions.found_organization(public_id="bench", name="Bench Group", regions={})
    return [
        actions.add_practice(
            organization=group,
            region=None,
            public_id=f"bench_{number}",
            name=f"Bench {number}",
            npi=f"{1999990000 + number}",
            tax_id="990000001",
            joined_on=date(2020, 1, 1),
            now=NOW,
        )
        for number in range(1, practices + 1)
    ]
