"""Codes that name their arch, and what areas cover."""

import pytest

from billing.coding.arches import (
    AREAS,
    LOWER,
    QUADRANT_AREAS,
    UPPER,
    arch_of_area,
    arch_of_code,
    arch_of_place,
)
from billing.coding.facts import FACTS


def test_no_code_is_of_both_arches() -> None:
    assert not set(UPPER.written.split()) & set(LOWER.written.split())


def test_each_code_of_an_arch_is_known() -> None:
    for code in (*UPPER.written.split(), *LOWER.written.split()):
        assert FACTS[code].area in {"arch", "quadrant"}, code


@pytest.mark.parametrize(("upper", "lower"), [("D5110", "D5120"), ("D5213", "D5214")])
def test_dentures_come_in_pairs(upper: str, lower: str) -> None:
    assert (arch_of_code(upper), arch_of_code(lower), arch_of_code("D2740")) == ("U", "L", "")


def test_areas_lie_above_or_below_or_in_both() -> None:
    told = {area: arch_of_area(area) for area in AREAS}

    assert {area for area, arch in told.items() if not arch} == {"00", "09"}
    assert {area: told[area] for area in QUADRANT_AREAS} == {
        "10": "U", "20": "U", "30": "L", "40": "L",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("area", "teeth", "arch"),
    [
        ("10", ("30",), "U"), ("", ("2", "14"), "U"), ("", ("2", "30"), ""), ("", (), ""),
        ("00", ("2",), ""), ("", ("33",), ""),
    ],
)  # fmt: skip
def test_the_area_stands_above_the_teeth(area: str, teeth: tuple[str, ...], arch: str) -> None:
    assert arch_of_place(area, teeth) == arch
