"""Teeth: every tooth once, in one place of the mouth, with its own surfaces."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.coding import ages, teeth
from billing.coding.teeth import (
    EXTRA_PERMANENT,
    EXTRA_PRIMARY,
    PERMANENT,
    PRIMARY,
    TEETH,
    Kind,
    arch_of,
    beside,
    counted,
    is_primary,
    kind_of,
    quadrant_of,
    surfaces_of,
)


class TestPlaces:
    def test_all_teeth_and_none_twice(self) -> None:
        assert len(TEETH) == 2 * (32 + 20)

    def test_quadrants_hold_eight_and_five(self) -> None:
        permanent = Counter(quadrant_of(tooth) for tooth in PERMANENT)
        primary = Counter(quadrant_of(tooth) for tooth in PRIMARY)

        assert permanent == {"UR": 8, "UL": 8, "LL": 8, "LR": 8}
        assert primary == {"UR": 5, "UL": 5, "LL": 5, "LR": 5}

    @pytest.mark.parametrize(
        ("tooth", "quadrant"),
        [
            ("1", "UR"), ("8", "UR"), ("9", "UL"), ("16", "UL"), ("17", "LL"), ("24", "LL"),
            ("25", "LR"), ("32", "LR"), ("A", "UR"), ("E", "UR"), ("F", "UL"), ("J", "UL"),
            ("K", "LL"), ("O", "LL"), ("P", "LR"), ("T", "LR"), ("51", "UR"), ("82", "LR"),
            ("KS", "LL"), ("33", ""), ("0", ""), ("", ""), ("U", ""), ("83", ""), ("US", ""),
        ],
    )  # fmt: skip
    def test_each_side_of_each_quadrant(self, tooth: str, quadrant: str) -> None:
        assert quadrant_of(tooth) == quadrant
        assert arch_of(tooth) == quadrant[:1]

    @pytest.mark.parametrize("tooth", [*EXTRA_PERMANENT, *EXTRA_PRIMARY])
    def test_an_extra_tooth_is_like_the_one_beside_it(self, tooth: str) -> None:
        regular = beside(tooth)

        assert regular in (*PERMANENT, *PRIMARY)
        assert quadrant_of(tooth) == quadrant_of(regular)
        assert kind_of(tooth) == kind_of(regular)
        assert surfaces_of(tooth) == surfaces_of(regular)
        assert is_primary(tooth) == is_primary(regular)


class TestKinds:
    def test_a_mouth_has_so_many_of_each(self) -> None:
        permanent = Counter(map(kind_of, PERMANENT))
        primary = Counter(map(kind_of, PRIMARY))

        assert permanent == {Kind.INCISOR_OR_CANINE: 12, Kind.PREMOLAR: 8, Kind.MOLAR: 12}
        assert primary == {Kind.INCISOR_OR_CANINE: 12, Kind.MOLAR: 8}

    @given(st.text(max_size=3).filter(lambda told: told not in TEETH))
    def test_what_is_no_tooth_has_no_kind(self, told: str) -> None:
        with pytest.raises(KeyError):
            kind_of(told)

    @pytest.mark.parametrize("tooth", sorted(TEETH))
    def test_edge_in_front_chewing_face_behind(self, tooth: str) -> None:
        front = kind_of(tooth) == Kind.INCISOR_OR_CANINE

        assert ("I" in surfaces_of(tooth), "O" in surfaces_of(tooth)) == (front, not front)
        assert set("MDL") <= surfaces_of(tooth)


class TestCounted:
    @pytest.mark.parametrize(
        ("surfaces", "count"),
        [("", 0), ("O", 1), ("MOD", 3), ("MM", 1), ("BF", 1), ("BFV", 1), ("MODBL", 5)],
    )
    def test_counts_sides_and_not_letters(self, surfaces: str, count: int) -> None:
        assert counted(surfaces) == count

    @given(st.text("MDOIBFLV", max_size=8))
    def test_order_and_repeats_do_not_matter(self, surfaces: str) -> None:
        assert counted(surfaces) == counted(surfaces[::-1] + surfaces) <= 6


class TestAges:
    @pytest.mark.parametrize(
        ("tooth", "age"),
        [("A", 15), ("B", 13), ("C", 14), ("D", 11), ("E", 10), ("F", 10), ("J", 15), ("K", 15),
         ("O", 10), ("P", 10), ("T", 15), ("TS", 15), ("3", None), ("x", None)],
    )  # fmt: skip
    def test_baby_teeth_are_gone_by(self, tooth: str, age: int | None) -> None:
        assert ages.gone_by(tooth) == age

    @pytest.mark.parametrize(
        ("tooth", "age"),
        [("1", 14), ("2", 10), ("3", 5), ("6", 8), ("8", 5), ("9", 5), ("14", 5),
         ("16", 14), ("17", 14), ("19", 5), ("24", 5), ("25", 5), ("30", 5), ("32", 14),
         ("82", 14), ("A", None)],
    )  # fmt: skip
    def test_permanent_teeth_come_at(self, tooth: str, age: int | None) -> None:
        assert ages.comes_at(tooth) == age

    def test_both_sides_of_a_mouth_are_alike(self) -> None:
        for n in range(1, 9):
            mirrored = {str(n), str(17 - n), str(n + 16), str(33 - n)}
            assert len({ages.comes_at(tooth) for tooth in mirrored}) == 1

    def test_each_tooth_has_one_of_the_two(self) -> None:
        for tooth in teeth.TEETH:
            assert (ages.gone_by(tooth) is None) != (ages.comes_at(tooth) is None)
