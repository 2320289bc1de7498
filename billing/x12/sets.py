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
    "X093": "277",
    "X213": "277RFAI",
    "X228": "277P",
}
# 5010 with its errata, and 4010 read by the same rules with a warning.
VERSIONS = {
    "835": ("005010X221", "004010X091"),
    "837D": ("005010X224", "004010X097"),
    "270": ("005010X279", "004010X092"),
    "271": ("005010X279", "004010X092"),
    "276": ("005010X212", "004010X093"),
    "277": ("005010X212", "004010X093"),
    "277CA": ("005010X214",),
    "999": ("005010X231",),
}
BARE_VERSIONS = frozenset({"005010", "004010"})
# Where no guide is named, the set itself or its BHT says what it is.
SAY_WHAT_THEY_ARE = frozenset({"276", "277", "277CA", "999"})


def name_of(st01: str, version: str, bht: list[str]) -> str:
    """`837D`, `277CA` …; BHT01 = 0085 or BHT06 = TH means 277CA where no guide is named."""
    if st01 in {"837", "277"}:
        for guide, name in BY_GUIDE.items():
            if guide in version:
                return name
    if st01 == "277" and (bht[1:2] == ["0085"] or bht[6:7] == ["TH"]):
        return "277CA"
    return st01


def is_read(name: str, version: str) -> bool:
    """Whether a set of that name is read in that version."""
    if version in BARE_VERSIONS:
        return name in SAY_WHAT_THEY_ARE
    return version.startswith(VERSIONS[name])
