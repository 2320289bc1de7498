"""Sets of codes as rules and packs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.coding.codes import Codes, codes
from billing.coding.facts import FACTS, coded

NUMBERS = st.integers(0, 9999)
A_CODE = NUMBERS.map(lambda n: f"D{n:04}")


class TestCodes:
    @given(NUMBERS, NUMBERS, NUMBERS)
    def test_a_range_holds_its_ends_and_what_is_between(self, a: int, b: int, n: int) -> None:
        low, high = sorted((a, b))

        assert (f"D{n:04}" in Codes(f"D{low:04}..D{high:04}")) == (low <= n <= high)

    @given(A_CODE, st.integers(1, 4))
    def test_a_pattern_holds_all_that_begin_so(self, code: str, figures: int) -> None:
        pattern = code[: 5 - figures] + "x" * figures

        assert code in Codes(pattern)
        other = f"D{(int(code[1:]) + 10**figures) % 10_000:04}"
        assert (other in Codes(pattern)) == (other[: 5 - figures] == code[: 5 - figures])

    @given(st.lists(A_CODE, max_size=5), st.lists(A_CODE, max_size=5), A_CODE)
    def test_what_is_taken_out_is_out_wherever_it_stands(
        self, held: list[str], out: list[str], asked: str
    ) -> None:
        words = [f"!{code}" for code in out] + held

        for code in (asked, *held, *out):
            assert (code in Codes(" ".join(words))) == (code in held and code not in out)

    @pytest.mark.parametrize(
        "told", ["", "D014", "D0140A", "d0140", "D01 0", "99213", "D\u0660\u0661\u0664\u0660"]
    )
    def test_what_is_no_code_is_in_no_range(self, told: str) -> None:
        assert told not in Codes("D0000..D9999 Dxxxx")
        assert told in Codes("any")
        assert told in Codes("any !Dxxxx")

    @pytest.mark.parametrize(
        "written", ["D12", "d0120", "D0140..D0120", "D0120..", "..D0120", "0120", "!", "!any D0 "]
    )
    def test_refuses_what_it_cannot_read(self, written: str) -> None:
        with pytest.raises(ValueError, match="is no code"):
            Codes(written)

    def test_nothing_written_holds_nothing(self) -> None:
        assert not codes("")
        assert "D0120" not in codes("")

    def test_the_same_text_is_the_same_set(self) -> None:
        assert codes("D0120  D0140") is codes("D0120  D0140")
        assert codes("D0120  D0140").written == "D0120 D0140"


class TestFacts:
    def test_facts_are_whole(self) -> None:
        for code, facts in FACTS.items():
            assert facts.area in {"mouth", "arch", "quadrant", "tooth", "surface"}, code
            assert facts.dentition in {"permanent", "primary", "both", ""}, code
            assert (facts.surfaces_min is None) == (facts.area != "surface"), code
            assert (facts.surfaces_min or 0) <= (facts.surfaces_max or 0), code
            assert (facts.age_min or 0) <= (facts.age_max or 200), code

    def test_codes_with_a_fact_are_written_as_a_set(self) -> None:
        written = coded(lambda one: one.area == "surface")

        assert {code for code in FACTS if code in codes(written)} == set(written.split())
        assert "D2391" in codes(written)
        assert "D2740" not in codes(written)
