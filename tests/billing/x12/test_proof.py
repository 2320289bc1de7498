"""Balance, by construction and broken by a cent; writing; and whatever bytes may come."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from billing.x12 import Reading, Remittance, balance, codec, read
from billing.x12.delimiters import Delimiters
from billing.x12.remittance import Adjustment, Claim, Gap, Line, ProviderAdjustment, Service
from billing.x12.specimen import remittances
from billing.x12.specimen_claims import reversed_claim
from billing.x12.write835 import write
from tests.billing.x12 import builders
from tests.billing.x12.builders import ENVELOPE, bare

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SEEDS = st.integers(0, 10_000)
CENTS = st.integers(-99_999_99, 99_999_99)
WORDS = st.text("ABC<>&'\"*~:^|é ", max_size=12)
DELIMITERS = st.sampled_from(
    [
        Delimiters("*", ":", "^", "~"),
        Delimiters("|", ">", "^", "\n"),
        Delimiters("+", "^", "?", "'"),
    ]
)


def made(seed: int, claims: int = 30) -> list[Remittance]:
    return list(remittances(seed, claims, per_payment=10))


def written(told: list[Remittance], found: Delimiters | None = None) -> list[Remittance]:
    return remittances_in(write(told, ENVELOPE, found) if found else write(told, ENVELOPE))


def remittances_in(data: bytes) -> list[Remittance]:
    reading = read(data)
    assert not reading.errors
    return [one for one in reading.transactions if isinstance(one, Remittance)]


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """Any line that balances: what was not paid is in its adjustments."""
    cuts = draw(st.lists(st.tuples(st.sampled_from(["CO", "PR", "OA", "PI"]), CENTS), max_size=9))
    adjustments = tuple(
        Adjustment(group, str(number), cents) for number, (group, cents) in enumerate(cuts, 1)
    )
    paid = draw(CENTS)
    charge = paid + sum(a.cents for a in adjustments)
    return Line(Service("D0001", charge, paid, "AD", adjustments=adjustments))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    of_claim = tuple(Adjustment("CO", "45", cents) for cents in draw(st.lists(CENTS, max_size=2)))
    own = draw(st.lists(lines(), min_size=1, max_size=4))
    return Claim(
        "SAMPLE", "1", sum(line.service.charge_cents for line in own),
        sum(line.service.paid_cents for line in own) - sum(a.cents for a in of_claim), 0, 0, 0,
        adjustments=of_claim, lines=tuple(own),
    )  # fmt: skip


class TestProof:
    @FEW
    @given(claims())
    def test_finds_no_gap_in_what_balances(self, claim: Claim) -> None:
        assert balance.prove_claim(claim, 1) == []
        assert balance.prove_claim(reversed_claim(claim), 1) == []

    @FEW
    @given(SEEDS)
    def test_agrees_with_the_reader_on_made_payments(self, seed: int) -> None:
        for one in written(made(seed)):
            assert (balance.gaps_of(one), one.gaps, one.warnings) == ([], (), ())

    @FEW
    @given(SEEDS, st.integers(1, 5))
    def test_names_the_line_that_lost_a_cent(self, seed: int, cents: int) -> None:
        one = made(seed)[0]
        claim, chance = one.claims[3], random.Random(seed)
        place = chance.randrange(len(claim.lines))
        line = claim.lines[place]
        cuts = line.service.adjustments or (Adjustment("CO", "45", 0),)
        cuts = (replace(cuts[0], cents=cuts[0].cents - cents), *cuts[1:])
        short = replace(line, service=replace(line.service, adjustments=cuts))
        own = (*claim.lines[:place], short, *claim.lines[place + 1 :])
        claims_now = (*one.claims[:3], replace(claim, lines=own), *one.claims[4:])

        (back,) = written([replace(one, claims=claims_now)])

        assert back.gaps == (
            Gap("line", f"CLP 4 SVC {place + 1}", cents),
            Gap("claim", "CLP 4", cents),
        )
        assert list(back.gaps) == balance.gaps_of(back)

    @FEW
    @given(SEEDS, st.integers(1, 5))
    def test_names_the_payment_that_is_short(self, seed: int, cents: int) -> None:
        one = made(seed)[0]

        (back,) = written([replace(one, paid_cents=one.paid_cents + cents)])

        assert back.gaps == (Gap("payment", "BPR02", cents),)

    def test_names_lines_that_do_not_sum_to_their_claim(self) -> None:
        one = made(1)[0]
        claim = replace(one.claims[0], charge_cents=one.claims[0].charge_cents + 1)

        (back,) = written([replace(one, claims=(claim, *one.claims[1:]))])

        assert back.gaps == (
            Gap("claim", "CLP 1", 1),
            Gap("claim", "CLP 1 charge of lines", 1),
        )

    @FEW
    @given(SEEDS)
    def test_notices_provider_adjustments_with_the_sign_turned(self, seed: int) -> None:
        one = made(seed)[0]
        kept = ProviderAdjustment("1999900001", None, "WO", "A", 10_00)
        paid = one.paid_cents + sum(a.cents for a in one.provider_adjustments)
        turned = replace(one, paid_cents=paid + 10_00, provider_adjustments=(kept,))

        (back,) = written([turned])

        assert [warning.code for warning in back.warnings] == ["PLB_SIGN"]


class TestWriting:
    @FEW
    @given(SEEDS, DELIMITERS)
    def test_gives_back_what_was_read(self, seed: int, found: Delimiters) -> None:
        told = made(seed)

        back = written(told, found)

        assert [bare(one) for one in back] == [bare(one) for one in told]

    @FEW
    @given(SEEDS, DELIMITERS)
    def test_twice_gives_the_same_bytes(self, seed: int, found: Delimiters) -> None:
        once = write(made(seed), ENVELOPE, found)
        read_again = [t for t in read(once).transactions if isinstance(t, Remittance)]

        assert write(read_again, ENVELOPE, found) == once

    @FEW
    @given(WORDS, WORDS, DELIMITERS)
    def test_cleans_names_of_delimiters(self, name: str, number: str, found: Delimiters) -> None:
        one = made(1)[0]
        claim = replace(one.claims[0], patient_control_number=f"A{number}Z")
        assert one.payer is not None
        odd = replace(
            one, payer=replace(one.payer, name=f"A{name}Z"), claims=(claim, *one.claims[1:])
        )

        (back,) = written([odd], found)

        assert back.payer is not None
        assert len(back.payer.name) == len(name) + 2
        assert back.claims[1:] == tuple(
            replace(c, offset=b.offset, end=b.end, segment=b.segment)
            for c, b in zip(one.claims[1:], back.claims[1:], strict=True)
        )


class TestReading:
    @FEW
    @given(SEEDS)
    def test_says_the_same_however_it_reads(self, seed: int) -> None:
        """Line ends after segments are taken out first, and then claim by claim read with care."""
        data = write(made(seed), ENVELOPE)
        lines = data.replace(b"~", b"~\n")

        quick, careful = remittances_in(data), remittances_in(lines)

        assert [bare(one) for one in quick] == [bare(one) for one in careful]
        for one, other in zip(quick, careful, strict=True):
            assert [c.segment for c in one.claims] == [c.segment for c in other.claims]
            for claim, spread in zip(one.claims, other.claims, strict=True):
                text = data[claim.offset : claim.end].replace(b"~", b"~\n")
                assert text == lines[spread.offset : spread.end]

    @FEW
    @given(SEEDS)
    def test_finds_a_lost_cent_on_a_claim_like_the_one_before(self, seed: int) -> None:
        one = made(seed)[0]
        most = max(one.claims, key=lambda claim: claim.paid_cents)
        claims = (*one.claims, replace(most, paid_cents=most.paid_cents - 1))
        paid = one.paid_cents + claims[-1].paid_cents

        (back,) = written([replace(one, paid_cents=paid, claims=claims)])

        assert [gap.cents for gap in back.gaps] == [1, -1]


class TestCodec:
    @FEW
    @given(SEEDS)
    def test_carries_every_value_as_it_was(self, seed: int) -> None:
        for one in written(made(seed)):
            assert codec.decode(codec.encode(one)) == one


class TestAnyBytes:
    @FEW
    @given(st.binary(max_size=2_000))
    def test_are_refused_or_read_but_never_a_crash(self, data: bytes) -> None:
        assert isinstance(read(data), Reading)
        assert isinstance(read(builders.ISA.encode() + data), Reading)

    @settings(max_examples=150, deadline=None)
    @given(st.data())
    def test_changed_in_a_true_file_are_no_crash_and_keep_the_offsets_true(
        self, data: st.DataObject
    ) -> None:
        told = bytearray(SPECIMEN)
        for _ in range(data.draw(st.integers(1, 4))):
            place = data.draw(st.integers(0, len(told) - 1))
            told[place : place + data.draw(st.integers(0, 3))] = data.draw(
                st.sampled_from(
                    [b"", b"~", b"*", b":", b"\n", b" ", b"\xff", b"0", b"~CLP*", b"~SVC*"]
                )
            )

        reading = read(bytes(told))

        for one in reading.transactions:
            if isinstance(one, Remittance):
                assert balance.gaps_of(one) == list(one.gaps)
                assert all(told[c.offset : c.offset + 3] == b"CLP" for c in one.claims)
                assert all(c.offset < c.end <= len(told) for c in one.claims)
        for error in reading.errors:
            assert 0 <= error.offset <= len(told)


SPECIMEN = builders.specimen(12, seed=5)
