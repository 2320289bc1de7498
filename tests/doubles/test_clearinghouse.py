"""The clearinghouse double: a claim's whole life, what goes wrong on demand, and its ledger."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from billing.submission.clearinghouses import is_cut
from billing.x12 import Remittance, X12Error, read, read277, read277ca, read837, read999, readTA1
from tests.doubles.clearinghouse import House, Script
from tests.doubles.clearinghouse.samples import AT, batch, claim, claims_file, numbered, question

CLAIMS = tuple(f"C{number}" for number in range(200))


def house(tmp_path: Path, **script: object) -> House:
    return House(tmp_path / "house", AT, Script(**script))  # type: ignore[arg-type]  # a story


def put(to: House, name: str, data: bytes) -> None:
    (to.mailbox.root / "out" / name).write_bytes(data)


def after(to: House, **passed: float) -> dict[str, list[bytes]]:
    """What waits by kind once that time went by."""
    to.advance(**passed)
    found: dict[str, list[bytes]] = {}
    for path in to.mailbox.waiting():
        found.setdefault(path.suffix[1:], []).append(path.read_bytes())
    return found


def payments(told: dict[str, list[bytes]]) -> list[Remittance]:
    found = [one for data in told["835"] for one in read(data).transactions]
    return [one for one in found if isinstance(one, Remittance)]


class TestLife:
    def test_of_a_claim_is_told_in_its_order(self, tmp_path: Path) -> None:
        to = house(tmp_path)
        put(to, "K1.837", numbered("C1"))
        assert after(to, minutes=5).keys() == {"ta1"}
        assert after(to, minutes=6).keys() == {"ta1", "999"}
        assert len(after(to, hours=3)["277ca"]) == 1
        assert len(after(to, days=1)["277ca"]) == 2
        told = after(to, days=30)
        assert {kind: len(files) for kind, files in told.items()} == {
            "ta1": 1, "999": 1, "277ca": 2, "835": 1, "ach": 1, "bai": 1,
        }  # fmt: skip
        assert readTA1(told["ta1"][0])[0].is_accepted
        assert read999(told["999"][0])[0].is_accepted
        assert [name for name, _ in to.ledger.truth("C1").stages] == [
            "received", "accepted_999", "accepted_house", "accepted_payer", "paid",
        ]  # fmt: skip

    def test_its_money_is_the_same_in_payment_and_bank(self, tmp_path: Path) -> None:
        to = house(tmp_path)
        put(to, "K1.837", numbered(*CLAIMS))
        told = after(to, days=40)
        paid = payments(told)
        assert all(not one.gaps and not one.warnings for one in paid)
        cents = sum(one.paid_cents for one in paid)
        assert cents == sum(one.paid_cents for one in to.ledger.truths) == 200 * 128_00
        entries = [line for data in told["ach"] for line in data.decode().splitlines()]
        assert all(len(line) == 94 for line in entries)
        assert sum(int(line[29:39]) for line in entries if line[0] == "6") == cents
        details = [line for data in told["bai"] for line in data.decode().splitlines()]
        assert sum(int(line.split(",")[2]) for line in details if line[:3] == "16,") == cents
        for one in paid:
            trn = f"TRN*1*{one.trace}*{one.trace_originator}~"
            assert sum(trn in line for line in entries) == 1
            assert sum(trn in line for line in details) == 1

    def test_a_replacement_takes_back_and_pays_anew(self, tmp_path: Path) -> None:
        to = house(tmp_path)
        put(to, "K1.837", numbered("C1"))
        after(to, days=30)
        number = to.ledger.truth("C1").payer_number
        again = claim("C2", "7", number, cents=100_00)
        put(to, "K2.837", claims_file(batch([again], mark="B2"), control=2))
        put(to, "K3.837", claims_file(batch([claim("C3")], mark="B3"), control=3))
        after(to, days=40)
        void = claim("C4", "8", to.ledger.truth("C3").payer_number)
        put(to, "K4.837", claims_file(batch([void], mark="B4"), control=4))
        told = after(to, days=40)
        paid = payments(told)
        assert all(not one.gaps for one in paid)
        statuses = Counter(c.status for one in paid for c in one.claims)
        assert statuses == {"1": 3, "22": 2}
        forwarded = [a for one in paid for a in one.provider_adjustments]
        assert {one.reason for one in forwarded} == {"FB"}
        assert to.ledger.truth("C4").stage == "voided"

    def test_is_told_to_whoever_asks(self, tmp_path: Path) -> None:
        to = house(tmp_path, lost=1.0)
        put(to, "K1.837", numbered("C1"))
        to.advance(days=3)
        put(to, "Q1.276", question("C1"))
        put(to, "Q2.276", question("NEVER", control=901))
        told = [read277(data)[0] for data in after(to, hours=1)["277"]]
        assert [one.claims[0].statements[0].category for one in told] == ["A4", "A4"]
        assert {one.claims[0].trace.number for one in told} == {"Q-C1", "Q-NEVER"}

        other = house(tmp_path / "b")
        put(other, "K1.837", numbered("C1"))
        other.advance(days=2)
        put(other, "Q1.276", question("C1"))
        (data,) = after(other, hours=1)["277"]
        assert read277(data)[0].claims[0].statements[0].category == "P1"
        other.advance(days=30)
        put(other, "Q2.276", question("C1", control=901))
        late = after(other, hours=1)["277"][-1]
        told_of = read277(late)[0].claims[0]
        assert told_of.statements[0].category == "F1"
        assert told_of.statements[0].paid_cents == 128_00


class TestFaults:
    @pytest.mark.parametrize("kind", ["rejected_house", "rejected_payer", "lost", "denied"])
    def test_of_claims_meet_as_many_as_the_script_says(self, tmp_path: Path, kind: str) -> None:
        to = house(tmp_path, **{kind: 0.2})
        put(to, "K1.837", numbered(*CLAIMS))
        told = after(to, days=40)
        met = [one.number for one in to.ledger.truths if one.has(kind)]
        assert 20 <= len(met) <= 60
        acks = [ack for data in told["277ca"] for ack in read277ca(data)]
        turned = sorted(c.trace.number for ack in acks for c in ack.claims if c.is_rejected)
        assert turned == (sorted(met) if kind.startswith("rejected") else [])
        assert Counter(one.stage for one in to.ledger.truths)[kind] == len(met)

    def test_of_sets_are_told_by_the_999(self, tmp_path: Path) -> None:
        to = house(tmp_path, rejected_999=0.5, errors_999=0.3)
        sets = [batch([claim(f"C{n}")], mark=f"B{n}") for n in range(40)]
        put(to, "K1.837", claims_file(*sets))
        (data,) = after(to, hours=1)["999"]
        (told,) = read999(data)
        assert told.verdict == "P"
        gone = {f"C{n}" for n in range(40) if told.accepts(f"{n + 1:04d}") is False}
        assert gone == {one.number for one in to.ledger.truths if one.has("rejected_999")}
        assert 0 < len(gone) < 40
        assert any(one.verdict == "E" for one in told.sets)

    def test_twins_bear_another_name(self, tmp_path: Path) -> None:
        to = house(tmp_path, twin=1.0)
        put(to, "K1.837", numbered("C1"))
        told = after(to, days=2)
        assert told["999"][0] == told["999"][1]
        assert [len(files) for files in told.values()] == [2, 2, 4]

    def test_late_files_come_late(self, tmp_path: Path) -> None:
        to = house(tmp_path, late=1.0)
        put(to, "K1.837", numbered("C1"))
        assert after(to, days=8) == {}
        assert after(to, days=3).keys() == {"ta1", "999", "277ca"}

    def test_answers_come_in_the_wrong_order(self, tmp_path: Path) -> None:
        to = house(tmp_path, reverse=1.0)
        put(to, "K1.837", numbered("C1"))
        assert after(to, minutes=5).keys() == {"277ca"}
        after(to, days=2)
        kinds = [path.suffix for path in to.mailbox.waiting()]
        assert kinds == [".277ca", ".277ca", ".999", ".ta1"]

    def test_a_stranger_stands_beside_the_true_ones(self, tmp_path: Path) -> None:
        to = house(tmp_path, stranger=1.0)
        put(to, "K1.837", numbered("C1"))
        acks = [read277ca(data)[0] for data in after(to, days=2)["277ca"]]
        numbers = [ack.claims[0].trace.number for ack in acks]
        assert numbers[:2] == ["C1", "C1"]
        assert numbers[2].startswith("STRANGER-")

    def test_half_files_are_cut_until_time_goes_by(self, tmp_path: Path) -> None:
        to = house(tmp_path, half=1.0)
        put(to, "K1.837", numbered("C1"))
        (data,) = after(to, minutes=5)["ta1"]
        assert is_cut(data)
        with pytest.raises(X12Error):
            readTA1(data)
        (whole,) = after(to, minutes=1)["ta1"]
        assert readTA1(whole)[0].is_accepted

    def test_an_outage_takes_all_out_of_reach(self, tmp_path: Path) -> None:
        to = house(tmp_path, outages=((1, 3),))
        put(to, "K1.837", numbered("C1"))
        to.advance(hours=2)
        assert not to.mailbox.root.exists()
        to.run(AT + timedelta(hours=4))
        assert {path.suffix for path in to.mailbox.waiting()} == {".ta1", ".999", ".277ca"}

    def test_the_same_seed_gives_the_same_course(self, tmp_path: Path) -> None:
        def course(name: str, seed: int) -> list[str]:
            to = house(tmp_path / name, seed=seed, denied=0.3, lost=0.3, rejected_payer=0.3)
            put(to, "K1.837", numbered(*CLAIMS[:50]))
            to.advance(days=40)
            return [one.stage for one in to.ledger.truths]

        assert course("a", 1) == course("b", 1)
        assert course("c", 2) != course("d", 1)


class TestLedger:
    def test_tells_what_came_twice(self, tmp_path: Path) -> None:
        to = house(tmp_path)
        for control in (1, 2):
            put(to, "K1.837", numbered("C1", control=control))
            to.advance(minutes=1)
        assert to.ledger.sent_twice == {"K1": 2}
        assert to.ledger.claims_twice == {("C1", "1"): 2}

    def test_a_claim_that_was_turned_away_may_come_again(self, tmp_path: Path) -> None:
        to = house(tmp_path, rejected_999=1.0)
        for control in (1, 2):
            put(to, f"K{control}.837", numbered("C1", control=control))
        to.advance(minutes=1)
        assert to.ledger.sent_twice == {}
        assert to.ledger.claims_twice == {}

    def test_an_interchange_that_came_before_is_refused(self, tmp_path: Path) -> None:
        to = house(tmp_path)
        for name in ("K1.837", "K2.837"):
            put(to, name, numbered("C1"))
        told = after(to, minutes=2)["ta1"]
        assert [readTA1(data)[0].note for data in told] == ["000", "025"]
        assert to.ledger.duplicate_interchanges == 1
        assert len(to.ledger.truths) == 1

    def test_rubbish_is_refused_and_stops_nothing(self, tmp_path: Path) -> None:
        to = house(tmp_path)
        for name, data in (("a.837", b"rubbish"), ("b.837", b""), ("c.837", numbered("C1")[:300])):
            put(to, name, data)
        put(to, "K1.837", numbered("C2"))
        told = after(to, minutes=2)["ta1"]
        assert sorted(readTA1(data)[0].verdict for data in told) == ["A", "R", "R", "R"]


def test_samples_are_true_files() -> None:
    (told,) = read837(numbered("C1", "C2"))
    assert told.warnings == ()
    assert len(told.claims) == 2
