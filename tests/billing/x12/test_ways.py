"""A file is read in three ways, by cuts, with care, and with blanks taken out: all say the same.

Files of chance, from the usual to the broken. What differs between two ways is money that depends
on what the claim before it looked like.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from msgspec.structs import replace

from billing.x12 import Reading, Remittance, read
from billing.x12.usual835 import UsualClaims
from tests.billing.x12 import builders

FILES_IN_CHECK, FILES = 250, 6_000
BROKEN_LINES = (
    *("MOA***MA01~", "NM1*82*1*DOC****XX*1~", "ZZZ*1~", "PER*CX*X~", "DTM*472*20260105~", "LX*2~"),
    *("TS3*5~", "PLB*1*20261231*WO:A*5~", "NM1*QC*1*OTHER~", "REF*6R~", "DTM*472~", "REF~", "~"),
    *("REF*LU*1~", "DTM*150*20260202~", "CAS*PR~", "REF*6R*SECOND~", "NM1*QC~", " AMT*B6*1~"),
)
BROKEN_HEADS = (
    *("MOA***MA01~MOA***MA02~", "CAS*PR*3*10~", "CAS*PR*3*0~", "REF*EA*1~", "AMT*AU*5~", "LX*3~"),
    *("DTM*232*0~", "NM1*QC*1*SECOND*P~", "NM1*IL*1*SUB~", "LQ*HE*1~", "ZZ9*1~", "PER*CX*A~", "~"),
)
HEADS = ("", "", "NM1*82*1*DOC****XX*1~", "MOA***MA01~", "DTM*050*20260101~MOA***MA01~")
DAYS = ("00000000", "2026010", "20260102*", "2026010299", "", "20260102*X")
SPOILT = "*~:^AZ09 \t-.é"


class Chance:
    """Files from a seed; `odd` is how often anything at all is not as usual."""

    def __init__(self, seed: int) -> None:
        self.r = random.Random(seed)
        self.odd = self.r.choice([0, 0.002, 0.01, 0.04])

    def file(self) -> bytes:
        sets = "".join(self.payment(number) for number in range(self.r.randint(1, 3)))
        text = list(builders.ISA + builders.GS + sets + builders.END)
        for _ in range(self.r.choice([0, 0, 0, 0, 1, 2])):
            place = self.r.randrange(len(builders.ISA + builders.GS), len(text))
            text[place] = self.r.choice(["", text[place] + self.r.choice(SPOILT), *SPOILT])
        return "".join(text).encode("latin-1")

    def payment(self, number: int) -> str:
        body = "".join(self.claim(f"{number}{n}") for n in range(self.r.randint(1, 8)))
        if self.r.random() < 0.3:
            body = "TS3*77*11~" + body
        plb = self.r.choice(["", "", "PLB*1*20261231*WO:A*5~"])
        return builders.payment(body, self.r.choice(["100", "0", "700"]), plb)

    def claim(self, name: str) -> str:
        lines = [self.line(f"{name}{n}") for n in range(self.r.choice([0, 1, 1, 1, 2, 3]))]
        told = "*".join(
            self.money(sum(line[0][part] for line in lines) + self.rarely(1, 0))
            for part in range(3)
        )
        status = self.rarely("22", self.r.choice("12"))
        tail = self.rarely(self.r.choice(["", "*11", "*11*1*X*Y"]), "*11*1")
        patient = self.rarely("NM1*IL*1*X~", f"NM1*QC*1*DOE{name}*J****MI*M~")
        head = self.r.choice(HEADS) + self.rarely(self.r.choice(BROKEN_HEADS), "")
        claim = f"CLP*P{name}*{status}*{told}*12*ICN{name}{tail}~{patient}{head}"
        return claim + "".join(line[1] for line in lines)

    def line(self, name: str) -> tuple[tuple[int, int, int], str]:
        charge = self.r.choice([100_00, 50_00, 75_50])
        owed, cut = self.r.choice([0, 0, 10_00, 20_00]), self.r.choice([0, 5_00, 10_00])
        paid = charge - owed - cut
        parts = [f"DTM*472*{self.rarely(self.r.choice(DAYS), '20260102')}~"]
        parts += [f"CAS*CO*45*{self.money(cut)}~"] if cut else []
        parts += [f"CAS*PR*2*{self.money(owed)}~"] if owed else []
        parts += [f"REF*6R*{self.rarely(self.r.choice(['', 'A*X']), 'A')}{name}~"]
        parts += self.r.choice([["LQ*HE*N130~"], ["AMT*B6*40~"], [], []])
        parts += self.rarely([self.r.choice(BROKEN_LINES)], [])
        if self.r.random() < 0.05:
            self.r.shuffle(parts)
        service = (
            f"SVC*AD:D{self.r.choice([1110, 2740])}*{self.money(charge)}*{self.money(paid)}**1~"
        )
        return (charge, paid, owed), service + "".join(parts)

    def rarely[T](self, odd: T, usual: T) -> T:
        return odd if self.r.random() < self.odd else usual

    def money(self, cents: int) -> str:
        return self.r.choice([f"{cents / 100:.2f}", f"{cents / 100:g}"])


@contextmanager
def with_care() -> Iterator[None]:
    """No claim is read by cuts of its text."""

    def none(_: UsualClaims, _texts: list[str], _first: int, _at: int, ordinal: int, _by: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  # as `run` is typed
        return [], ordinal

    with patch.object(UsualClaims, "run", none):
        yield


def without_bytes(reading: Reading) -> object:
    """All it says but for the bytes at which things stand."""
    return (
        [
            (
                builders.bare(told),
                [claim.segment for claim in told.claims],
                [(warning.code, warning.segment) for warning in told.warnings],
            )
            for told in reading.transactions
            if isinstance(told, Remittance)
        ],
        [(error.code, error.segment) for error in reading.errors],
    )


def differing(seeds: range) -> list[int]:
    found = []
    for seed in seeds:
        data = Chance(seed).file()
        usual = read(data)
        with with_care():
            careful = read(data)
        lined = read(data.replace(b"~", b"~\n"))
        if usual != careful or without_bytes(usual) != without_bytes(lined):
            found.append(seed)
    return found


class TestWays:
    def test_say_the_same_of_any_file(self) -> None:
        assert differing(range(FILES_IN_CHECK)) == []

    @pytest.mark.slow
    def test_say_the_same_of_very_many_files(self) -> None:
        assert differing(range(FILES_IN_CHECK, FILES)) == []

    def test_are_both_walked_by_these_files(self) -> None:
        with patch.object(UsualClaims, "run", autospec=True, side_effect=UsualClaims.run) as ran:
            readings = [read(Chance(seed).file()) for seed in range(50)]

        sets = [told for reading in readings for told in reading.transactions]
        claims = sum(len(told.claims) for told in sets if isinstance(told, Remittance))
        assert 0 < ran.call_count < claims
        assert any(reading.errors for reading in readings)

    @pytest.mark.parametrize("blank", ["~", " ", "\t", "  "])
    def test_count_segments_alike_where_one_is_empty_or_begins_with_a_blank(
        self, blank: str
    ) -> None:
        first, second = builders.payment(), builders.payment().replace("0001", "0002")
        spoilt = first.replace("~SVC", f"~{blank}SVC")
        data = (builders.ISA + builders.GS + spoilt + second + builders.END).encode()

        whole = read(data.replace(b"GE*1*", b"GE*2*")).transactions

        assert [told.warnings for told in whole] == [(), ()]
        assert data[whole[1].offset :].startswith(b"ST*835*0002")
        (claim,) = whole[1].claims  # type: ignore[union-attr]  # it is an 835
        assert claim.segment == 2 + 15 + 8
        assert replace(claim, offset=0, end=0, segment=0) == replace(
            whole[0].claims[0],  # type: ignore[union-attr]  # it is an 835
            offset=0,
            end=0,
            segment=0,
        )

    def test_say_where_a_set_of_lines_is_not_closed(self) -> None:
        cut = builders.payment().partition("SE*")[0].replace("~", "~\n")
        data = (builders.ISA + builders.GS + cut + builders.END).encode()

        (error,) = read(data).errors

        assert error.code == "NOT_CLOSED"
        assert data[error.offset :].startswith(b"GE*")
