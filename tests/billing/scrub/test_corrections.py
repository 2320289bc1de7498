"""The machine mends spelling; whoever asks it for more is refused."""

import msgspec
import pytest

from billing.scrub.catalog import catalog
from billing.scrub.corrections import FORMS, NotAsBefore, NotClerical, corrected, is_clerical
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Change
from billing.scrub.run import Ruleset
from tests.billing.scrub import builders


def change(field: str, before: str, after: str, line: int | None = None) -> Change:
    return Change(field=field, before=before, after=after, line=line)


MENDED = [
    ("patient.address.zip", "44101-1234", "441011234"),
    ("patient.address.state", "oh", "OH"),
    ("billing.phone", "+1 (216) 555-0100", "2165550100"),
    ("billing.tax_id", "12-3456789", "123456789"),
    ("billing.npi", "16795 76722", "1679576722"),
    ("billing.taxonomy", "1223g0001x", "1223G0001X"),
    ("billing.name", "Peña  Dental", "Pena Dental"),
    ("patient.last_name", "O\u2019Neil", "O'Neil"),
    ("rendering.name", "José Rivera", "Jose Rivera"),
    ("patient.first_name", "ALEX ", "Alex"),
    ("member_id", "W12 345 678", "W12345678"),
    ("group_number", "70 011", "70011"),
]


def laid(field: str, value: str) -> ClaimFacts:
    """The clean claim with one field as told."""
    given: object = value
    for name in reversed(field.split(".")):
        given = {name: given}
    assert isinstance(given, dict)
    return builders.claim(**given)


def at(claim: ClaimFacts, field: str) -> object:
    held: object = claim
    for name in field.split("."):
        held = getattr(held, name)
    return held


@pytest.mark.parametrize(("field", "before", "after"), MENDED)
def test_spelling_is_mended_and_nothing_else(field: str, before: str, after: str) -> None:
    claim = laid(field, before)

    mended = corrected(claim, change(field, before, after))

    assert at(mended, field) == after
    assert at(claim, field) == before
    assert mended == laid(field, after)


HOSTILE = [
    change("lines.0.code", "D0140", "D0150"),
    change("code", "D0140", "D0150", line=1),
    change("fee_cents", "12000", "24000", line=1),
    change("tooth", "30", "31", line=1),
    change("surfaces", "O", "MO", line=1),
    change("served_on", "2026-07-09", "2026-07-10", line=1),
    change("diagnoses", "K02.51", "K02.52"),
    change("narrative", "Cusp broke.", "Cusp broke off."),
    change("charge_cents", "12000", "1"),
    change("patient.born_on", "1980-04-02", "2010-04-02"),
    change("payer.code", "12345", "99999"),
    change("rendering.is_active", "True", "False"),
    change("credential.status", "pending", "in"),
    change("__class__", "ClaimFacts", "Line"),
    change("patient.__class__.__name__", "Person", "Payer"),
    change("", "", "x"),
    change("billing.npi", "1679576722", "1234567893"),
    change("rendering.npi", "1234567893", "1679576722"),
    change("billing.tax_id", "123456789", "987654321"),
    change("patient.address.zip", "44101", "44102"),
    change("patient.last_name", "Miller", "Miller2"),
    change("patient.last_name", "Miller", "Mills"),
    change("patient.last_name", "Miller", "MILLER*"),
    change("patient.first_name", "Alex", ""),
    change("patient.first_name", "~", ""),
    change("patient.last_name", "Lee-Ann", "LeeAnn"),
    change("patient.last_name", "Lee Ann", "LeeAnn"),
    change("patient.address.zip", "44101-1234", "4410-11234"),
    change("member_id", "W12345678", "W12345679"),
    change("member_id", "W12345678", "w12345678"),
    change("patient.address.state", "OH", "OK"),
    change("patient.address.zip", "44101-1234", "441011234", line=1),
]


@pytest.mark.parametrize("asked", HOSTILE, ids=lambda one: f"{one.field}: {one.after}")
def test_whatever_changes_the_meaning_is_refused(asked: Change) -> None:
    claim = builders.claim()

    with pytest.raises(NotClerical):
        corrected(claim, asked)

    assert claim == builders.claim()


def test_a_refusal_names_no_value() -> None:
    with pytest.raises(NotClerical) as told:
        corrected(builders.claim(), change("patient.last_name", "Miller", "Mills"))

    assert "Mill" not in str(told.value)


def test_a_claim_that_changed_since_is_left_alone() -> None:
    with pytest.raises(NotAsBefore):
        corrected(builders.claim(), change("patient.address.zip", "44101-12", "4410112"))


def test_a_field_of_nobody_is_left_alone() -> None:
    with pytest.raises(NotAsBefore):
        corrected(
            builders.claim(rendering=""), change("rendering.npi", "123 4567893", "1234567893")
        )


def test_the_patient_who_is_the_subscriber_is_mended_in_both_places() -> None:
    claim = laid("patient.address.zip", "44101-1234")

    mended = corrected(claim, change("patient.address.zip", "44101-1234", "441011234"))

    assert mended.subscriber.address.zip == "441011234"


def test_a_dependent_is_mended_alone() -> None:
    claim = msgspec.structs.replace(laid("patient.address.zip", "44101-1234"), relationship="child")

    mended = corrected(claim, change("patient.address.zip", "44101-1234", "441011234"))

    assert mended.subscriber.address.zip == "44101-1234"


def test_no_line_has_a_field_that_the_machine_may_change() -> None:
    fields = {one.name for one in msgspec.structs.fields(Line)}

    assert not fields & {field.rpartition(".")[2] for field in FORMS}


@pytest.mark.parametrize("field", FORMS)
def test_every_field_of_the_list_is_on_a_claim(field: str) -> None:
    assert isinstance(at(builders.claim(), field), str)


def test_what_rules_propose_and_the_machine_takes_ends_their_finding() -> None:
    """Each clerical proposal of a messy claim is made, and its rule has nothing more to say."""
    claim = builders.claim(
        billing={"phone": "216-555-0100", "tax_id": "12-3456789", "name": "Peña Dental"},
        patient={"last_name": "Zoë", "address": {"state": "oh", "zip": "44101-1234"}},
        member_id="W12 345 678",
        group_number="70 011",
    )
    rules = Ruleset(catalog().values())
    offered = [one.change for one in rules.findings(claim) if one.change]

    for one in offered:
        assert is_clerical(one)
        claim = corrected(claim, one)

    assert len(offered) == 8
    assert Ruleset(catalog().values()).findings(claim) == []
