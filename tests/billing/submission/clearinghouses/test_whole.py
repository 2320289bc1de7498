"""A file that ends before its own end is known, wherever it is cut."""

from datetime import UTC, datetime

import pytest

from billing.submission.clearinghouses import is_cut
from tests.doubles.clearinghouse.bank import Deposit, ach, bai2
from tests.doubles.clearinghouse.samples import numbered

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
DEPOSITS = [
    Deposit(
        f"DDA{n}", "SAMPLE DENTAL", "PLAN, A/B", f"1{n:09d}", 10_00 + n, f"TRN*1*T{n}*1{n:09d}~"
    )
    for n in range(12)
]


@pytest.mark.parametrize(
    "data",
    [numbered("A", "B"), ach(DEPOSITS, AT), bai2(DEPOSITS, AT, 1)],
    ids=["x12", "ach", "bai"],
)
def test_every_cut_is_known(data: bytes) -> None:
    assert not is_cut(data)
    assert not is_cut(data.rstrip())
    needed = len(data.rstrip(b"9\n ")) - 1 if data.startswith(b"101") else len(data) - 3
    assert all(is_cut(data[:end]) for end in range(4, needed))


def test_what_it_does_not_know_is_not_called_cut() -> None:
    assert not is_cut(b"")
    assert not is_cut(b"%PDF-1.7")
