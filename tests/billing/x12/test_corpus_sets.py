"""Every claim, question and answer of the corpus: read, written again, and found the same."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from billing.x12 import (
    COUNT_CODES,
    X12Error,
    read270,
    read271,
    read276,
    read277,
    read277ca,
    read837,
    read999,
    readTA1,
    write270,
    write271,
    write276,
    write277,
    write277ca,
    write837,
    write999,
    writeTA1,
)
from billing.x12.remittance import OtherSet
from billing.x12.typed import typed
from tests.billing.x12.builders import ENVELOPE
from tests.billing.x12.test_corpus import ROWS, content

pytestmark = pytest.mark.corpus

WAYS: dict[str, tuple[Callable[..., Any], Callable[..., bytes]]] = {
    "837D": (read837, write837),
    "270": (read270, write270),
    "271": (read271, write271),
    "276": (read276, write276),
    "277": (read277, write277),
    "277CA": (read277ca, write277ca),
    "999": (read999, write999),
    "TA1": (readTA1, writeTA1),
}
# Patients stand right under the payer: no level to hang them on.
REFUSED = {"277/hipaa-attachments__test-x12-277-healthplan-to-availity.edi"}
OURS = [row for row in ROWS if row["transaction_set"] in WAYS and row["file"] not in REFUSED]
# A verdict in the segment of the 997, which we write as that of the 999.
ANEW = {"999/hipaa-attachments__999-acknowledgment.edi"}
# 29 February of no leap year; prose before the file.
ODD = {"277CA/x12-types__277_test-parse_277_01.x12", "276/stupidedi__X212-case-1.edi", *ANEW}
# Their counts and brackets, and whether children follow, are ours when we write.
COUNTED = {"ISA", "GS", "ST", "SE", "GE", "IEA", "LS", "LE"}


def segments(data: bytes) -> list[list[str]]:
    """Elements without empty ones at the end; amounts without idle zeros; HL without HL04."""
    text = data.decode("utf-8-sig").strip()
    text = text[text.index("ISA*") if "ISA*" in text else 0 :]
    element, terminator = text[3], text[105]
    repetition = "^" if text[82].isalnum() else text[82]
    told = []
    for raw in text.split(terminator):
        e = [_plain(part.replace(repetition, "^")) for part in raw.strip().split(element)]
        if e[0] and e[0] not in COUNTED:
            told.append(e[:4] if e[0] == "HL" else _without_tail(e))
    return sorted(told)


def _plain(text: str) -> str:
    whole, point, rest = text.partition(".")
    return whole if point and whole.isdigit() and not rest.strip("0") else text


def _without_tail(e: list[str]) -> list[str]:
    while len(e) > 1 and not e[-1]:
        e = e[:-1]
    return e


@pytest.mark.skipif(not OURS, reason="the corpus is absent")
@pytest.mark.parametrize("row", OURS, ids=[row["file"] for row in OURS])
class TestEveryFile:
    def test_is_written_again_segment_for_segment(self, row: dict[str, str]) -> None:
        read, write = WAYS[row["transaction_set"]]

        told = read(content(row))

        assert len(told) == int(row["st_count"]) or row["transaction_set"] == "TA1"
        if row["file"] in ANEW:
            return
        assert segments(write(told, ENVELOPE)) == segments(content(row))

    def test_comes_back_as_the_same_values(self, row: dict[str, str]) -> None:
        read, write = WAYS[row["transaction_set"]]
        told = read(content(row))

        back = read(write(told, ENVELOPE))

        assert [_bare(one) for one in back] == [_bare(one) for one in told]

    def test_says_nothing_odd_where_it_is_sound(self, row: dict[str, str]) -> None:
        read, _ = WAYS[row["transaction_set"]]

        warnings = {problem.code for one in read(content(row)) for problem in one.warnings}

        assert (
            warnings <= COUNT_CODES
            or row["file"] in ODD
            or row["valid"] != "valid"
            or row["version"].startswith("004010")
        )


def _bare(told: Any) -> Any:  # noqa: ANN401  # either kind of set
    return replace(told, control="", offset=0, origin=None, warnings=(), version="")


@pytest.mark.skipif(not ROWS, reason="the corpus is absent")
@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_cannot_be_read_is_refused_with_its_place(name: str) -> None:
    (row,) = [row for row in ROWS if row["file"] == name]

    with pytest.raises(X12Error) as refused:
        list(typed(io.BytesIO(content(row))))

    assert refused.value.problem.segment == 7


REST = [row for row in ROWS if row["transaction_set"] not in {*WAYS, "835"}]


@pytest.mark.skipif(not REST, reason="the corpus is absent")
@pytest.mark.parametrize("row", REST, ids=[row["file"] for row in REST])
def test_other_sets_are_told_by_their_envelope(row: dict[str, str]) -> None:
    try:
        told = list(typed(io.BytesIO(content(row))))
    except X12Error:
        assert row["valid"] != "valid"
        return

    sets = [one for one in told if isinstance(one, OtherSet)]
    # Of the 837s there are more guides than the three we can tell by name.
    assert any(row["transaction_set"] in {one.set, f"{one.set}P"} for one in sets)
    assert all(one.control and one.version for one in sets)
    assert all(one.segments > 1 or one.set == "TA1" for one in sets)
