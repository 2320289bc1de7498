"""Which transaction set an ST opens."""

KNOWN = frozenset(
    {"270", "271", "275", "276", "277", "278", "835", "837", "834", "820", "997", "999"}
)
# GS08 or ST03 tells the three 837s and the two 277s apart; the errata letters vary.
BY_GUIDE = {
    "X224": "837D",
    "X097": "837D",
    "X222": "837P",
    "X098": "837P",
    "X223": "837I",
    "X096": "837I",
    "X214": "277CA",
    "X212": "277",
}


def name_of(st01: str, version: str, bht: list[str]) -> str:
    """`837D`, `277CA` …; BHT01 = 0085 or BHT06 = TH means 277CA where no guide is named."""
    if st01 in {"837", "277"}:
        for guide, name in BY_GUIDE.items():
            if guide in version:
                return name
    if st01 == "277" and (bht[1:2] == ["0085"] or bht[6:7] == ["TH"]):
        return "277CA"
    return st01
