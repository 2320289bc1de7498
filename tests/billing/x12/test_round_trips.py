"""What we write is what we read, to the last field, by any delimiters."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from billing.x12 import (
    Eligibility,
    Submission,
    read270,
    read271,
    read837,
    write270,
    write271,
    write837,
)
from billing.x12.delimiters import Delimiters
from billing.x12.sending import USUAL
from tests.billing.x12 import benefits, claims
from tests.billing.x12.builders import ENVELOPE

DELIMITERS = (USUAL, Delimiters("|", "^", "!", "\n"), Delimiters("+", ">", "~", "\r\n"))
ON_PURPOSE = {"UNKNOWN_SEGMENT", "CLM02"}
any_delimiters = st.sampled_from(DELIMITERS)
# No shrinking: it takes minutes with values of this size, and a test has its bounds.
fast = settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
long = settings(fast, max_examples=500)


def claims_come_back(told: Submission, found: Delimiters) -> None:
    (back,) = read837(write837([told], ENVELOPE, found))

    assert claims.bare(back) == told
    assert {problem.code for problem in back.warnings} <= ON_PURPOSE


def benefits_come_back(
    told: Eligibility,
    found: Delimiters,
    write: Callable[..., bytes],
    read: Callable[..., tuple[Eligibility, ...]],
) -> None:
    (back,) = read(write([told], ENVELOPE, found))

    assert benefits.bare(back) == told
    assert {problem.code for problem in back.warnings} <= ON_PURPOSE


@pytest.mark.parametrize("part", claims.PARTS)
class TestClaims:
    @fast
    @given(data=st.data(), found=any_delimiters)
    def test_come_back_as_they_went(
        self, part: str, data: st.DataObject, found: Delimiters
    ) -> None:
        claims_come_back(data.draw(claims.PARTS[part]), found)

    @pytest.mark.slow
    @long
    @given(data=st.data(), found=any_delimiters)
    def test_of_many_kinds_come_back(
        self, part: str, data: st.DataObject, found: Delimiters
    ) -> None:
        claims_come_back(data.draw(claims.PARTS[part]), found)


class TestInquiries:
    @fast
    @given(benefits.eligibility("270"), any_delimiters)
    def test_come_back_as_they_went(self, told: Eligibility, found: Delimiters) -> None:
        benefits_come_back(told, found, write270, read270)


class TestAnswers:
    @fast
    @given(benefits.eligibility("271"), any_delimiters)
    def test_come_back_as_they_went(self, told: Eligibility, found: Delimiters) -> None:
        benefits_come_back(told, found, write271, read271)

    @pytest.mark.slow
    @long
    @given(benefits.eligibility("271"), any_delimiters)
    def test_of_many_kinds_come_back(self, told: Eligibility, found: Delimiters) -> None:
        benefits_come_back(told, found, write271, read271)
