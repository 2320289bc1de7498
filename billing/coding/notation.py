"""Teeth as people write them: universal, ISO (FDI) and words of the chart, to universal names."""

from billing.coding.teeth import TEETH

ISO = {
    **{f"1{n}": str(9 - n) for n in range(1, 9)},
    **{f"2{n}": str(8 + n) for n in range(1, 9)},
    **{f"3{n}": str(25 - n) for n in range(1, 9)},
    **{f"4{n}": str(24 + n) for n in range(1, 9)},
    **{f"5{n}": "EDCBA"[n - 1] for n in range(1, 6)},
    **{f"6{n}": "FGHIJ"[n - 1] for n in range(1, 6)},
    **{f"7{n}": "ONMLK"[n - 1] for n in range(1, 6)},
    **{f"8{n}": "PQRST"[n - 1] for n in range(1, 6)},
}


def universal(written: str, *, iso: bool = False) -> str:
    """The universal name; "" for what names no tooth.

    11 to 32 mean different teeth in both notations, so the caller says which is written.
    """
    told = written.strip().upper().removeprefix("#").lstrip("0")
    if iso:
        return ISO.get(told, "")
    return told if told in TEETH else ""
