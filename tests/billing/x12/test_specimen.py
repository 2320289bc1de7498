from pathlib import Path

import pytest

from billing.x12 import Remittance, bench, read
from billing.x12.specimen import remittances
from tests.billing.x12 import builders


class TestSpecimen:
    def test_is_the_same_on_every_run(self) -> None:
        assert list(remittances(3, 80)) == list(remittances(3, 80))
        assert list(remittances(3, 80)) != list(remittances(4, 80))

    def test_shows_all_that_a_payer_may_send(self) -> None:
        told = list(remittances(2, 3_000))
        claims = [claim for one in told for claim in one.claims]
        services = [line.service for claim in claims for line in claim.lines]

        assert len(claims) == 3_000
        assert {claim.status for claim in claims} == {"1", "2", "22"}
        assert {a.reason for one in told for a in one.provider_adjustments} == {
            "WO",
            "FB",
            "L6",
            "72",
        }
        assert max(len(one.provider_adjustments) for one in told) == 6
        assert min(one.paid_cents for one in told) == 0
        assert any(one.submitted_code for one in services)
        assert any(one.remarks for one in services)
        assert any(claim.remarks for claim in claims)
        assert any(
            a.group == "OA" and a.reason == "23" for one in services for a in one.adjustments
        )

    def test_balances_to_the_cent(self) -> None:
        reading = read(builders.specimen(2_000, seed=9))

        assert not reading.errors
        assert all(isinstance(one, Remittance) and not one.gaps for one in reading.transactions)


class TestBench:
    def test_measures_ours_in_little_memory(self, tmp_path: Path) -> None:
        file = tmp_path / "specimen.835"
        bench.write_specimen(file, 500)

        run = bench._in_fresh_process(bench.OURS, file)

        assert run.claims == 500
        assert run.peak_mb <= bench.TARGETS["peak_mb"][1]

    @pytest.mark.slow
    def test_needs_no_more_memory_for_a_large_file(self, tmp_path: Path) -> None:
        file = tmp_path / "specimen.835"
        bench.write_specimen(file, 20_000)

        assert bench._in_fresh_process(bench.OURS, file).peak_mb <= 60
