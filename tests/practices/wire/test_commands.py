"""Orders on the road: what is signed is what is opened, and what no order may hold."""

import base64

import msgspec
import pytest

from practices.wire import commands, dispatch, goals, signing
from practices.wire.commands import Command, Leased, Result

KEY, OTHER = signing.new_key(), signing.new_key()
ID = "0190a7e0-0000-7000-8000-00000000000a"
STEP = commands.AddCommlog(patient=55, note="Told the patient")


def command(**given: object) -> Command:
    story: dict[str, object] = {
        "id": ID, "kind": "commlog", "practice": ID, "order_key": "commlog:55", "expected": (),
        "steps": (STEP,), "mark": "dso:1", "cents": 0, "not_before": "2026-11-23T15:00:00+00:00",
        "expires_at": "2026-11-30T15:00:00+00:00", "requested_by": "user:1",
        "approved_by": "user:1",
    }  # fmt: skip
    return Command(**(story | given))  # type: ignore[arg-type]  # a story


def leased(**given: object) -> Leased:
    text, signature = dispatch.sign(command(), KEY)
    key_id = signing.key_id_of(KEY.public_key().public_bytes_raw())
    story: dict[str, object] = {
        "id": ID, "attempt": 1, "lease_seconds": 300, "was_started": False, "command": text,
        "key_id": key_id, "signature": signature,
    }  # fmt: skip
    return Leased(**(story | given))  # type: ignore[arg-type]  # a story


PINNED = (signing.public_text(OTHER), signing.public_text(KEY))


class TestSignature:
    def test_opens_what_either_pinned_key_signed(self) -> None:
        assert dispatch.opened(leased(), PINNED) == command()

    @pytest.mark.parametrize(
        "given",
        [
            {"command": dispatch.sign(command(mark="dso:2"), KEY)[0]},
            {"signature": dispatch.sign(command(), OTHER)[1]},
            {"signature": "no base64!"},
            {"signature": ""},
            {"key_id": signing.key_id_of(OTHER.public_key().public_bytes_raw())},
            {"key_id": "unknown"},
            {"id": ID.replace("a", "b")},
        ],
    )
    def test_opens_nothing_else(self, given: dict[str, object]) -> None:
        with pytest.raises(dispatch.NotOurs):
            dispatch.opened(leased(**given), PINNED)

    def test_of_a_request_is_none_of_an_order(self) -> None:
        bare = base64.b64encode(KEY.sign(msgspec.json.encode(command()))).decode()

        with pytest.raises(dispatch.NotOurs):
            dispatch.opened(leased(signature=bare), PINNED)


class TestBounds:
    @pytest.mark.parametrize(
        "told",
        [
            {"call": "commlog.add", "patient": 0, "note": "x"},
            {"call": "commlog.add", "patient": 2**63, "note": "x"},
            {"call": "commlog.add", "patient": 1, "note": "x" * 4_001},
            {"call": "commlog.add", "patient": 1, "note": "a\0b"},
            {"call": "claim.sent", "claim": 1, "sent_on": "tomorrow"},
            {"call": "check.add", "claims": [], "lines": [1], "amount_cents": 1, "number": "1",
             "paid_on": "2026-11-20"},
            {"call": "check.add", "claims": [1], "lines": [1], "amount_cents": 10**11,
             "number": "1", "paid_on": "2026-11-20"},
            {"call": "check.add", "claims": [1], "lines": [1], "amount_cents": 1,
             "number": "1" * 26, "paid_on": "2026-11-20"},
            {"call": "sql.run", "text": "DELETE FROM claim"},
        ],
    )  # fmt: skip
    def test_of_a_step(self, told: dict[str, object]) -> None:
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(told, commands.Step)

    @pytest.mark.parametrize("steps", [0, commands.STEPS_MAX + 1])
    def test_of_an_order(self, steps: int) -> None:
        told = msgspec.json.encode(command(steps=(STEP,) * steps))

        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(told, type=Command)

    @pytest.mark.parametrize(
        "told", [{"outcome": "perhaps"}, {"outcome": "refused", "detail": "x" * 401},
                 {"outcome": "applied", "keys": {"check": 0}}]
    )  # fmt: skip
    def test_of_a_result(self, told: dict[str, object]) -> None:
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(told, Result)


class TestGoals:
    @pytest.mark.parametrize(
        ("cents", "text"), [(0, "0.0000"), (5, "0.0500"), (-12_50, "-12.5000"), (1_00, "1.0000")]
    )
    def test_tell_amounts_as_the_mirror_does(self, cents: int, text: str) -> None:
        assert goals.amount(cents) == text

    def test_of_two_steps_about_one_row_the_later_counts(self) -> None:
        steps = (
            commands.SetClaim(claim=9, received_on="2026-11-20"),
            commands.SetClaim(claim=9, received_on=None),
        )

        (promise,) = goals.promises(steps)

        assert promise.values == {"ClaimStatus": "S", "DateReceived": None}

    def test_name_every_row_that_must_be_as_expected(self) -> None:
        check = commands.AddCheck(
            claims=(9,), lines=(1, 2), amount_cents=5, number="1", paid_on="2026-11-20"
        )

        assert goals.touched((check,)) == {
            ("claimproc", 1): {"ClaimPaymentNum"},
            ("claimproc", 2): {"ClaimPaymentNum"},
        }

    def test_take_a_text_that_was_never_set_for_an_empty_one(self) -> None:
        assert goals.changed({"ClaimNote": ""}, {"ClaimNote": None}) == []
        assert goals.changed({"Status": 0}, {"Status": None}) == ["Status"]
