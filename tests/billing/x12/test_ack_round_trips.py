"""Acknowledgements and claim statuses: what we write is what we read, by any delimiters."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.x12 import (
    read276,
    read277,
    read277ca,
    read999,
    readTA1,
    write276,
    write277,
    write277ca,
    write999,
    writeTA1,
)
from billing.x12.acknowledgement import Acknowledgement
from billing.x12.delimiters import Delimiters
from billing.x12.interchange_ack import InterchangeAck
from tests.billing.x12 import acknowledgements, statuses
from tests.billing.x12.builders import ENVELOPE
from tests.billing.x12.test_round_trips import ON_PURPOSE, any_delimiters, fast, long

StatusSet = Literal["276", "277", "277CA"]
WAYS: dict[StatusSet, tuple[Callable[..., Any], Callable[..., bytes]]] = {
    "276": (read276, write276),
    "277": (read277, write277),
    "277CA": (read277ca, write277ca),
}


def statuses_come_back(name: StatusSet, data: st.DataObject, found: Delimiters) -> None:
    read, write = WAYS[name]
    told = data.draw(statuses.status_sets(name))

    (back,) = read(write([told], ENVELOPE, found))

    assert statuses.bare(back) == told
    assert {problem.code for problem in back.warnings} <= ON_PURPOSE


@pytest.mark.parametrize("name", WAYS)
class TestStatuses:
    @fast
    @given(data=st.data(), found=any_delimiters)
    def test_come_back_as_they_went(
        self, name: StatusSet, data: st.DataObject, found: Delimiters
    ) -> None:
        statuses_come_back(name, data, found)

    @pytest.mark.slow
    @long
    @given(data=st.data(), found=any_delimiters)
    def test_of_many_kinds_come_back(
        self, name: StatusSet, data: st.DataObject, found: Delimiters
    ) -> None:
        statuses_come_back(name, data, found)


class TestAcknowledgements:
    @fast
    @given(acknowledgements.acknowledgements, any_delimiters)
    def test_come_back_as_they_went(self, told: Acknowledgement, found: Delimiters) -> None:
        (back,) = read999(write999([told], ENVELOPE, found))

        assert acknowledgements.bare(back) == told
        assert {problem.code for problem in back.warnings} <= ON_PURPOSE

    @fast
    @given(st.lists(acknowledgements.interchange_acks, min_size=1, max_size=3), any_delimiters)
    def test_of_interchanges_come_back(self, told: list[InterchangeAck], found: Delimiters) -> None:
        back = readTA1(writeTA1(told, ENVELOPE, found))

        assert [acknowledgements.bare_ack(one) for one in back] == told
        assert not any(one.warnings for one in back)
