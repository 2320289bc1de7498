"""What may happen to a request on its way, one after the other: nothing is lost, nothing twice."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
import zstandard

from practices.mirror.models import SourceRow
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions
from practices.sync.models import Batch, Nonce
from practices.wire import signing
from practices.wire.batch import BODY_BYTES_MAX, RAW_BYTES_MAX, Head, pack
from practices.wire.messages import Bucket, Compare, Cycle, Hashes, Heartbeat, Mark, Marks, Missing
from practices.wire.values import canonical, row_hash
from tests.practices.sync.caller import DB_NOW, PROVIDER, Caller, approved, body, provider

BATCH = "streams/provider/batches/1/{seq}"
HASH = row_hash(canonical(provider(1))).hex()


@pytest.fixture
def caller(practice_a: Practice) -> Caller:
    caller = approved(practice_a)
    caller.open()
    return caller


def kept(practice: Practice) -> dict[str, str]:
    with in_practice(practice):
        return dict(SourceRow.objects.filter(gone_at=None).values_list("key", "values"))


class TestReplay:
    CALLS = (
        ("PUT", "streams/provider/batches/1/1", body(1, [provider(1)], cursor="window:x")),
        ("POST", "streams/provider/wanted", Marks(epoch=1, rows=(Mark("1", None, HASH),))),
        ("POST", "cycles", Cycle(epochs={"provider": 1}, db_now=DB_NOW)),
        ("POST", "streams/provider/compare",
         Compare(epoch=1, first=0, last=0, buckets=(Bucket(0, 1, "0" * 32),))),
        ("PUT", "streams/provider/compare/0", Hashes(epoch=1, rows=(("1", HASH),))),
        ("POST", "streams/provider/missing", Missing(epoch=1, keys=("2",), db_now=DB_NOW)),
        ("POST", "heartbeat", Heartbeat(agent_version="1", uptime_seconds=1)),
    )  # fmt: skip

    def test_of_every_call_three_times_is_answered_the_same_and_done_once(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        for method, path, told in self.CALLS:
            answers = [caller.call(method, path, told) for _ in range(3)]
            assert answers[0][0] == 200, path
            for _, said in answers:
                said.pop("now", None)
            assert answers[0] == answers[1] == answers[2], path
        with in_practice(practice_a):
            assert Batch.objects.count() == 1
        assert list(kept(practice_a)) == ["1"]

    def test_of_one_signature_is_refused(self, caller: Caller, practice_a: Practice) -> None:
        request = caller.signed("PUT", BATCH.format(seq=1), body(1, [provider(1)]))

        assert [caller.send(request)[0] for _ in range(3)] == [200, 401, 401]

    def test_after_the_nonce_was_forgotten_is_too_old(self, caller: Caller) -> None:
        """Nonces are kept longer than a signature is good."""
        caller.offset = timedelta(minutes=-6)
        request = caller.signed("GET", "config", b"")
        Nonce.objects.all().delete()

        assert caller.send(request)[1]["code"] == "clock"

    def test_is_remembered_longer_than_a_signature_is_good(self, caller: Caller) -> None:
        now = datetime.now(UTC)
        told = Nonce.objects.count()

        assert actions.drop_nonces(now=now + 2 * signing.LIFETIME - timedelta(seconds=9)) == 0
        assert actions.drop_nonces(now=now + timedelta(minutes=11)) == told > 0


class TestOrder:
    @pytest.mark.parametrize("order", list(itertools.permutations((1, 2, 3))))
    def test_of_batches_is_the_order_of_their_numbers(
        self, caller: Caller, practice_a: Practice, order: tuple[int, ...]
    ) -> None:
        """Whatever comes out of turn is refused, and taken when its turn has come."""
        bodies = {seq: body(seq, [provider(1, f"State {seq}")]) for seq in (1, 2, 3)}
        while True:
            said = [caller.call("PUT", BATCH.format(seq=seq), bodies[seq])[0] for seq in order]
            assert set(said) <= {200, 409}
            if set(said) == {200}:
                break

        assert "State 3" in kept(practice_a)["1"]
        with in_practice(practice_a):
            assert Batch.objects.count() == 3


class TestSignature:
    def test_fails_with_any_byte_altered(self, caller: Caller, practice_a: Practice) -> None:
        whole = body(1, [provider(1)])
        request = caller.signed("PUT", BATCH.format(seq=1), whole)
        for place in (0, len(whole) // 2, len(whole) - 1):
            request.body = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
            assert caller.send(request)[1]["code"] == "signature"

        assert kept(practice_a) == {}

    @pytest.mark.parametrize("part", ["method", "url"])
    def test_fails_at_another_place(self, caller: Caller, part: str) -> None:
        request = caller.signed("PUT", BATCH.format(seq=1), body(1, [provider(1)]))
        setattr(request, part, {"method": "POST", "url": request.url + "?x=1"}[part])

        assert caller.send(request)[0] in {401, 405}

    def test_of_another_key_is_refused(self, caller: Caller) -> None:
        stranger = Caller()
        request = signing.Request("GET", "http://testserver/agent/v1/config", {}, b"")
        signing.sign(request, key=stranger.key, key_id=caller.key_id, now=datetime.now(UTC))

        assert caller.send(request)[0] == 401
        assert stranger.call("GET", "config")[0] == 401

    @pytest.mark.parametrize("minutes", [-10, -6, 6, 10])
    def test_of_a_wrong_clock_is_refused(self, caller: Caller, minutes: int) -> None:
        caller.offset = timedelta(minutes=minutes)

        assert caller.batch(1, [provider(1)])[1]["code"] == "clock"


class TestSize:
    def test_of_a_bomb_is_refused_before_it_is_unpacked(
        self, caller: Caller, practice_a: Practice
    ) -> None:
        zeros = b"0" * (RAW_BYTES_MAX * 20)
        told = zstandard.ZstdCompressor().compress(zeros)
        streamed = zstandard.ZstdCompressor(write_content_size=False).compress(zeros)
        assert len(told) < BODY_BYTES_MAX

        assert caller.call("PUT", BATCH.format(seq=1), told)[1]["code"] == "too_large"
        assert caller.call("PUT", BATCH.format(seq=1), streamed)[1]["code"] == "too_large"
        assert kept(practice_a) == {}

    def test_that_is_told_wrong_is_no_batch(self, caller: Caller) -> None:
        whole = body(1, [provider(1)])

        for cut in (whole[:-3], whole[: len(whole) // 2], whole + b"more", b""):
            assert caller.call("PUT", BATCH.format(seq=1), cut)[1]["code"] == "batch"

    def test_of_too_many_rows_is_refused(self, caller: Caller) -> None:
        head = Head(
            table="provider", epoch=1, seq=1, map="m", schema="s1", cols=PROVIDER.columns,
            pk=PROVIDER.key, db_now=DB_NOW,
        )  # fmt: skip
        rows = [(None, canonical(provider(number))) for number in range(2_000)]
        raw = zstandard.ZstdDecompressor().decompress(pack(head, rows))
        line = raw.split(b"\n")[1]
        more = raw.replace(b"\n" + line, b"\n" + line + b"\n" + line, 1)
        more = more.replace(b'"rows":2000', b'"rows":2001')

        told = zstandard.ZstdCompressor().compress(more)

        assert caller.call("PUT", BATCH.format(seq=1), told)[1]["code"] == "too_large"


class TestValues:
    @pytest.mark.parametrize(
        "text",
        ["a\x00b", "\ud800", "tab\tend\nback\\slash", "\\N", "\\.", 'quote"', "Å\u030a", "é" * 900],
    )
    def test_of_any_kind_are_kept_as_they_hash(
        self, caller: Caller, practice_a: Practice, text: str
    ) -> None:
        row = provider(1, text)

        assert caller.batch(1, [row])[0] == 200
        assert kept(practice_a)["1"].encode() == canonical(row)
        assert caller.batch(2, [row])[1]["unchanged"] == 1

    def test_that_are_no_text_are_refused(self, caller: Caller, practice_a: Practice) -> None:
        raw = zstandard.ZstdDecompressor().decompress(body(1, [provider(1, "XYZ")]))
        broken = zstandard.ZstdCompressor().compress(raw.replace(b"XYZ", b"X\xffZ"))

        assert caller.call("PUT", BATCH.format(seq=1), broken)[0] in {400, 422}
        assert kept(practice_a) == {}
        assert caller.batch(1, [provider(1)])[0] == 200
