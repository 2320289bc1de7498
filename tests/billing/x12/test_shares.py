import pytest

from billing.x12.elements835 import BadElement
from billing.x12.shares import percent, thousandths_of


@pytest.mark.parametrize(
    ("text", "thousandths", "written"),
    [
        ("", None, ""),
        ("0", 0, "0"),
        (".2", 20_000, ".2"),
        ("0.20", 20_000, ".2"),
        ("1", 100_000, "1"),
        ("1.0", 100_000, "1"),
        ("0.33333", 33_333, ".33333"),
        ("80", 8_000_000, "80"),
    ],
)
def test_a_share_is_exact(text: str, thousandths: int | None, written: str) -> None:
    assert thousandths_of(text) == thousandths
    assert percent(thousandths) == written


@pytest.mark.parametrize("text", [".", "-1", "1e2", "0.333333", "1,5", "٣"])
def test_a_share_of_any_other_spelling_is_none(text: str) -> None:
    with pytest.raises(BadElement, match="five places"):
        thousandths_of(text)
