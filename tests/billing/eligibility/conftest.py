import pytest

from billing.payers.models import Payer
from tests.billing.eligibility import stories


@pytest.fixture
def payer(db: None) -> Payer:
    """Known before anybody stands in a practice: there, payers are only read."""
    return stories.payer()
