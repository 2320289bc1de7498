"""Whatever becomes of a file's bytes, only our own error comes out, and it shows no patient."""

import io
import random
import re
import time

import pytest

from billing.x12 import Problem, X12Error, read
from billing.x12.typed import typed
from tests.billing.x12.builders import ENVELOPE
from tests.billing.x12.test_corpus import ROWS, content
from tests.billing.x12.whole_acks import answer, claim_acks, partly, question
from tests.billing.x12.whole_benefits import inquiry, plan
from tests.billing.x12.whole_claims import family

ROUNDS, ROUNDS_LONG = 30, 1_500
SECONDS_MAX = 5.0
PATIENT = "SAMPLE"  # stands in every name and number of the files we make up
SPLICES = (b"~", b"*", b":", b"^", b"\n", b"HL*9*9*22*0~", b"SE*1*1~", b"-", b"9" * 30, b"\xff\0")
# What a message may hold besides words: the names of segments and elements, and our own bounds.
PLAIN = re.compile(r"[A-Za-z ,.:;()*'0-9-]+", re.ASCII)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with a few bytes changed, cut out, doubled or put in."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        until = min(len(data), at + chance.randint(0, 40))
        put = chance.choice((b"", data[at:until] * 2, chance.choice(SPLICES), chance.randbytes(2)))
        data = data[:at] + put + data[until if chance.random() < 0.7 else at :]
    return data


def refusal(data: bytes) -> Problem | None:
    try:
        for _ in typed(io.BytesIO(data)):
            pass
    except X12Error as refused:
        return refused.problem
    return None


def only_our_error(data: bytes) -> None:
    began = time.monotonic()
    read(data)
    problem = refusal(data)

    assert problem is None or 0 <= problem.offset <= len(data)
    assert problem is None or PLAIN.fullmatch(problem.message)
    assert problem is None or PATIENT not in problem.message
    assert time.monotonic() - began < SECONDS_MAX


OWN = {
    "claims": family(ENVELOPE),
    "inquiry": inquiry(ENVELOPE),
    "answer": plan(ENVELOPE),
    "claim acknowledgements": claim_acks(ENVELOPE),
    "status inquiry": question(ENVELOPE),
    "status answer": answer(ENVELOPE),
    "acknowledgement": partly(ENVELOPE),
}


@pytest.mark.parametrize("name", OWN)
def test_nothing_else_comes_out_of_ours(name: str) -> None:
    chance = random.Random(name)
    for _ in range(5 * ROUNDS):
        only_our_error(mutated(OWN[name], chance))


READ = {"837D", "270", "271", "276", "277", "277CA", "999", "TA1"}
SMALL = [row for row in ROWS if row["transaction_set"] != "835"]
NAMES = [row["file"] for row in SMALL]


@pytest.mark.corpus
@pytest.mark.parametrize("row", SMALL, ids=NAMES)
def test_nothing_else_comes_out_of_the_corpus(row: dict[str, str]) -> None:
    chance, data = random.Random(row["file"]), content(row)
    for _ in range(ROUNDS if len(data) < 10_000 else 2):
        only_our_error(mutated(data, chance))


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.parametrize("row", [row for row in SMALL if row["transaction_set"] in READ])
def test_nothing_else_comes_out_of_many(row: dict[str, str]) -> None:
    chance, data = random.Random(row["file"]), content(row)
    for _ in range(ROUNDS_LONG):
        only_our_error(mutated(data, chance))
