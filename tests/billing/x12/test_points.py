"""Labels of statuses, and the fields of a claim they lead to."""

from datetime import date

import msgspec
import pytest

from billing.scrub.clinical import label_of
from billing.scrub.corrections import FORMS
from billing.scrub.facts import ClaimFacts, Line, Orthodontics
from billing.scrub.parties import Dentist
from billing.x12 import Status
from billing.x12.points import BILLING, CLAIM, LINE, PERSON, RENDERING, is_of_line, points_at
from billing.x12.words_codes import CODES
from billing.x12.words_status import CATEGORIES, words

FACTS = ClaimFacts(
    today=date(2026, 1, 5),
    rendering=Dentist(),
    orthodontics=Orthodontics(),
    lines=(Line(number=1, code=""),),
)
EVERY = {
    points_at("A7", code, entity)
    for code in {*CLAIM, *LINE, *PERSON, *BILLING, *RENDERING, "26", "560"}
    for entity in ("", "IL", "QC", "03", "85", "1P", "82", "PR", "41")
} - {""}


@pytest.mark.parametrize("field", sorted(EVERY))
def test_every_field_stands_on_a_claim_or_its_line(field: str) -> None:
    held: object = FACTS.lines[0] if is_of_line(field) else FACTS
    for name in field.split("."):
        assert isinstance(held, msgspec.Struct)
        assert name in held.__struct_fields__
        held = getattr(held, name)
    assert label_of(field)


@pytest.mark.parametrize(
    ("category", "code", "entity", "field"),
    [
        ("A7", "164", "IL", "member_id"),
        ("A7", "562", "85", "billing.npi"),
        ("A7", "562", "82", "rendering.npi"),
        ("A6", "244", "", "tooth"),
        ("A6", "240", "", "surfaces"),
        ("A7", "158", "QC", "patient.born_on"),
        ("A7", "158", "IL", "subscriber.born_on"),
        ("A7", "500", "85", "billing.address.zip"),
        ("A7", "128", "85", "billing.tax_id"),
        ("A3", "116", "PR", "payer.id"),
        ("A7", "153", "PR", "payer.id"),
        ("A7", "153", "IL", "member_id"),
        ("A7", "187", "", "served_on"),
        ("A8", "178", "", "charge_cents"),
        ("A2", "562", "85", ""),
        ("A7", "562", "", ""),
        ("A7", "9999", "85", ""),
    ],
)
def test_leads_to_the_field_to_mend(category: str, code: str, entity: str, field: str) -> None:
    assert points_at(category, code, entity) == field


def test_what_the_machine_may_mend_is_mostly_led_to() -> None:
    unreached = set(FORMS) - EVERY

    assert unreached == set()


class TestWords:
    def test_say_category_code_and_whom(self) -> None:
        assert (
            words(Status("A7", "562", "85"))
            == "Rejected: something is wrong: NPI (billing provider)"
        )

    def test_say_what_is_unknown_by_its_code(self) -> None:
        assert words(Status("Z9", "9999", "ZZ")) == "Z9: status 9999 (ZZ)"

    def test_are_there_for_each_category_and_code_we_point_from(self) -> None:
        assert {"A0", "A8", "P5", "F4", "R17", "E4", "D0"} <= set(CATEGORIES)
        assert len(CODES) > 60
