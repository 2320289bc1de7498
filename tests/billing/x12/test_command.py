import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from billing.x12 import Remittance, codec, read, transactions
from tests.billing.x12 import builders, whole_acks, whole_benefits, whole_claims


def run(*arguments: str, given: bytes = b"") -> tuple[int, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "billing.x12", *arguments],
        input=given,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout


class TestRead:
    def test_prints_the_crown_as_agreed(self, tmp_path: Path) -> None:
        plb = "PLB*1999900001*20261231*WO:A*50~"
        file = tmp_path / "crown.835"
        file.write_bytes(builders.file(builders.payment(paid="650", plb=plb)))

        code, told = run("read", str(file), "--json")

        assert code == 0
        assert json.loads(told) == {
            "transactions": [
                {
                    "set": "835",
                    "control": "0001",
                    "trace": "SAMPLE-T1",
                    "payer_id": "1999990001",
                    "payer": "SAMPLE PLAN",
                    "payee_npi": "1999900001",
                    "payee_tax_id": "990000001",
                    "method": "ACH",
                    "paid_cents": 650_00,
                    "effective_date": "2026-01-06",
                    "claims": [
                        {
                            "patient_control_number": "SAMPLE-1",
                            "status": "1",
                            "charge_cents": 1200_00,
                            "paid_cents": 700_00,
                            "patient_cents": 200_00,
                            "payer_control_number": "SAMPLE-P1",
                            "adjustments": [],
                            "remarks": [],
                            "lines": [
                                {
                                    "code": "D2740",
                                    "submitted_code": "",
                                    "modifiers": [],
                                    "charge_cents": 1200_00,
                                    "paid_cents": 700_00,
                                    "units": "1",
                                    "control_number": "SAMPLE-1-1",
                                    "service_date": "2026-01-02",
                                    "adjustments": [
                                        {
                                            "group": "CO",
                                            "reason": "45",
                                            "cents": 300_00,
                                            "quantity": "",
                                        },
                                        {
                                            "group": "PR",
                                            "reason": "2",
                                            "cents": 200_00,
                                            "quantity": "",
                                        },
                                    ],
                                    "remarks": [],
                                }
                            ],
                        }
                    ],
                    "provider_adjustments": [
                        {
                            "provider": "1999900001",
                            "period_end": "2026-12-31",
                            "reason": "WO",
                            "reference": "A",
                            "cents": 50_00,
                        }
                    ],
                    "gaps": [],
                    "warnings": [],
                }
            ],
            "errors": [],
        }

    def test_refuses_with_the_place_and_code_two(self) -> None:
        code, told = run("read", "-", "--json", given=builders.file()[:200])

        (error,) = json.loads(told)["errors"]
        assert code == 2
        assert json.loads(told)["transactions"] == []
        assert error.keys() == {"code", "message", "offset", "segment"}
        assert error["offset"] == 200

    def test_says_the_same_in_words(self) -> None:
        code, told = run("read", "-", given=builders.file())

        assert code == 0
        assert told.decode().strip() == "835 0001: 700.00 from SAMPLE PLAN, 1 claims, balances"

    def test_tells_dental_claims_whole(self) -> None:
        data = whole_claims.family(builders.ENVELOPE)

        (told,) = json.loads(run("read", "-", "--json", given=data)[1])["transactions"]

        (provider,) = told["providers"]
        (subscriber,) = provider["subscribers"]
        assert (told["set"], told["claim_count"]) == ("837D", 2)
        assert subscriber["claims"][0]["charge_cents"] == 1380_50
        assert subscriber["patients"][0]["claims"][0]["patient_control_number"] == "SAMPLE-2"
        assert run("read", "-", given=data)[1].decode().strip() == "837D 0001: 2 claims, 0 warnings"

    def test_tells_what_a_payer_answers(self) -> None:
        data = whole_benefits.plan(builders.ENVELOPE)

        (told,) = json.loads(run("read", "-", "--json", given=data)[1])["transactions"]

        (member,) = told["sources"][0]["receivers"][0]["subscribers"]
        assert (told["set"], told["member_count"]) == ("271", 2)
        assert member["benefits"][1]["percent_thousandths"] == 50_000
        assert run("read", "-", given=data)[1].decode().strip() == "271 0001: 2 members, 0 warnings"

    def test_tells_what_became_of_claims(self) -> None:
        data = whole_acks.claim_acks(builders.ENVELOPE)

        (told,) = json.loads(run("read", "-", "--json", given=data)[1])["transactions"]

        (provider,) = told["sources"][0]["receivers"][0]["providers"]
        (claim,) = provider["members"][1]["claims"]
        assert (told["set"], told["status_count"]) == ("277CA", 2)
        assert claim["statements"][0]["statuses"][0] == {
            "category": "A7",
            "code": "164",
            "entity": "IL",
        }
        said = run("read", "-", given=data)[1].decode().strip()
        assert said == "277CA 0001: 2 claim statuses, 0 warnings"

    def test_tells_what_became_of_a_file(self) -> None:
        data = whole_acks.partly(builders.ENVELOPE)

        (told,) = json.loads(run("read", "-", "--json", given=data)[1])["transactions"]

        assert (told["set"], told["is_accepted"]) == ("999", False)
        assert told["sets"][0]["errors"][0]["position"] == 37
        said = run("read", "-", given=data)[1].decode().strip()
        assert said == "999 0001: not accepted (P), 0 warnings"

    def test_says_when_there_is_no_file(self) -> None:
        assert run("read", "/nowhere/at/all")[0] == 2


class TestStream:
    def test_gives_typed_values_and_says_that_it_ended(self) -> None:
        data = builders.specimen(60)

        code, told = run("stream", "-", given=data)

        *sets, last = codec.read_lines(told.splitlines())
        assert code == 0
        assert last.end
        assert [line.remittance for line in sets] == list(read(data).transactions)

    def test_says_at_its_end_when_the_file_is_refused(self) -> None:
        code, told = run("stream", "-", given=builders.specimen(60)[:-40])

        *_, last = codec.read_lines(told.splitlines())
        assert code == 2
        assert last.refused is not None

    def test_that_was_cut_off_is_not_taken_for_whole(self) -> None:
        lines = run("stream", "-", given=builders.file())[1].splitlines()

        with pytest.raises(codec.NotWhole):
            list(codec.read_lines(lines[:-1]))


class TestTransactions:
    def test_come_one_by_one_in_the_order_of_the_file(self) -> None:
        told = [
            t for t in transactions(io.BytesIO(builders.specimen(60))) if isinstance(t, Remittance)
        ]

        assert [one.control for one in told] == ["0001", "0002", "0003"]
        assert sum(len(one.claims) for one in told) == 60

    @pytest.mark.parametrize("bytes_at_once", [1, 7, 1000])
    def test_are_the_same_however_the_bytes_arrive(self, bytes_at_once: int) -> None:
        data = builders.specimen(4)

        class Slowly(io.BytesIO):
            def read(self, size: int | None = -1, /) -> bytes:
                return super().read(bytes_at_once)

        assert list(transactions(Slowly(data))) == list(read(data).transactions)
