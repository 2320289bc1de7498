import csv
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from billing.x12 import Reading, Remittance, read
from tests.corpus import CORPUS

pytestmark = pytest.mark.corpus


def manifest() -> list[dict[str, str]]:
    if CORPUS is None:
        return []
    with (CORPUS / "x12" / "MANIFEST.csv").open(newline="") as rows:
        return list(csv.DictReader(rows))


ROWS = manifest()
NAMES = [row["file"] for row in ROWS]


def content(row: dict[str, str]) -> bytes:
    assert CORPUS is not None
    return Path(CORPUS / "x12" / row["file"]).read_bytes()


def remittances(reading: Reading) -> list[Remittance]:
    return [told for told in reading.transactions if isinstance(told, Remittance)]


def odd(reading: Reading) -> bool:
    gaps = any(told.gaps for told in remittances(reading))
    return gaps or any(told.warnings for told in reading.transactions)


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
class TestEveryFile:
    def test_is_read_or_refused_as_its_validity_says(self, row: dict[str, str]) -> None:
        reading = read(content(row))

        if row["valid"] == "valid":
            assert not reading.errors
            assert not any(told.gaps for told in remittances(reading))
        else:
            assert reading.errors or odd(reading)

    def test_is_refused_with_a_place_inside_it(self, row: dict[str, str]) -> None:
        data = content(row)

        for error in read(data).errors:
            assert 0 <= error.offset <= len(data)
            assert 0 <= error.segment <= data.count(b"\n") + data.count(b"~") + 1

    def test_holds_as_many_sets_as_were_counted(self, row: dict[str, str]) -> None:
        reading = read(content(row))

        if not reading.errors:
            # TA1 is a segment of its own, told beside the sets and not counted as an ST.
            sets = [t for t in reading.transactions if getattr(t, "set", "835") != "TA1"]
            assert len(sets) == int(row["st_count"])


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row["transaction_set"] == "835"],
    ids=[row["file"] for row in ROWS if row["transaction_set"] == "835"],
)
class TestEvery835:
    def test_gives_what_was_measured_apart_from_us(self, row: dict[str, str]) -> None:
        reading = read(content(row))
        if reading.errors:
            assert row["valid"] != "valid"
            return
        told = remittances(reading)

        assert sum(len(one.claims) for one in told) == int(row["claims"])
        assert sum(len(c.lines) for one in told for c in one.claims) == int(row["service_lines"])
        assert any(one.provider_adjustments for one in told) == (row["plb"] == "yes")
        if row["bpr02_total"]:
            counted = [Decimal(amount) * 100 for amount in row["bpr02_total"].split(";")]
            assert [one.paid_cents for one in told] == counted

    def test_balances_where_it_was_measured_to(self, row: dict[str, str]) -> None:
        reading = read(content(row))

        if not reading.errors and row["measured_balance"]:
            balanced = not any(one.gaps for one in remittances(reading))
            assert balanced == (row["measured_balance"] == "balanced")

    def test_keeps_the_bytes_of_each_claim_together(self, row: dict[str, str]) -> None:
        data = content(row)

        for one in remittances(read(data)):
            places = [(claim.offset, claim.end) for claim in one.claims]
            assert all(data[start : start + 3] == b"CLP" for start, _ in places)
            assert all(data[start:end].count(b"CLP") >= 1 for start, end in places)
            assert all(end <= after for (_, end), (after, _) in pairwise(places))


OLD = [row for row in ROWS if row["version"].startswith("004010") and ";" not in row["version"]]


class TestVersions:
    @pytest.mark.parametrize("row", OLD, ids=[row["file"] for row in OLD])
    def test_that_are_old_come_with_a_warning(self, row: dict[str, str]) -> None:
        reading = read(content(row))

        codes = {warning.code for told in reading.transactions for warning in told.warnings}
        assert reading.errors or "OLD_VERSION" in codes
