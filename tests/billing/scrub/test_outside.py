"""`manage.py scrub`: claims of an 837D from outside, without a practice's system."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from billing.scrub.outside import facts_of
from billing.x12 import read837
from tests.corpus import CORPUS

pytestmark = pytest.mark.corpus
TODAY = date(2026, 11, 25)
FILES = sorted((CORPUS / "x12" / "837D").iterdir()) if CORPUS else []


def told_of(file: Path) -> dict[str, list[dict[str, object]]]:
    out = StringIO()
    call_command("scrub", str(file), "--json", stdout=out)
    told: dict[str, list[dict[str, object]]] = json.loads(out.getvalue())
    return told


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_every_corpus_file_is_checked(file: Path) -> None:
    told = told_of(file)

    read = [claim for batch in read837(file.read_bytes()) for claim in batch.claims]
    assert [claim["claim_id"] for claim in told["claims"]] == [
        claim.patient_control_number for claim in read
    ]
    assert told["errors"] == []


def test_facts_say_what_the_file_says() -> None:
    file = next(file for file in FILES if "multiple-tooth" in file.name)
    batch = read837(file.read_bytes())

    facts = next(facts_of(batch, today=TODAY))

    claim = batch[0].claims[0]
    assert facts.charge_cents == claim.charge_cents
    assert [line.code for line in facts.lines] == [line.procedure.code for line in claim.lines]
    assert facts.patient.born_on is not None


@pytest.mark.parametrize("content", [b"", b"not X12 at all", b"ISA*00*"])
def test_a_file_that_is_none_is_an_error_and_no_claim(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "claims.837"
    file.write_bytes(content)
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("scrub", str(file), "--json", stdout=out)

    told = json.loads(out.getvalue())
    assert told["claims"] == []
    assert len(told["errors"]) == 1
