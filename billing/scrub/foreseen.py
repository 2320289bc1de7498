"""What a rule's family foresees: the adjustment reasons a payer gives when it denies for it. Pure.

Bare codes as facts; the first part of a rule's code is its family here. Source: the `typical_carc`
of public edits, see the packs, and common usage.
"""

FORESEEN: dict[str, frozenset[str]] = {
    "ID": frozenset({"16", "31", "A1", "206", "207", "208"}),
    "STR": frozenset({"16", "A1", "125"}),
    "PAY": frozenset({"16", "18", "26", "27", "29", "31", "109"}),
    "COB": frozenset({"22", "23", "109", "16", "252"}),
    "CRED": frozenset({"185", "B7", "16", "170", "172"}),
    "ORTH": frozenset({"16", "35", "119", "A1", "95"}),
    "PROS": frozenset({"16", "107", "119", "B15", "252"}),
    "FEE": frozenset({"16", "45", "94"}),
    "CODE": frozenset({"16", "181", "182", "204", "96"}),
    "SURF": frozenset({"16", "11", "A1"}),
    "TOOTH": frozenset({"16", "11", "18", "A1"}),
    "AREA": frozenset({"16", "A1"}),
    "DENT": frozenset({"16", "6", "11"}),
    "AGE": frozenset({"6", "9", "16"}),
    "SEX": frozenset({"7", "16"}),
    "BUND": frozenset({"97", "107", "150", "151", "234", "236", "B15"}),
    "FREQ": frozenset({"119", "151", "273"}),
    "HIST": frozenset({"119", "18", "97", "B15", "149"}),
    "WAIT": frozenset({"179", "51"}),
    "MTC": frozenset({"96", "51", "272"}),
    "BEN": frozenset({"35", "119", "149", "96", "204"}),
    "DOWN": frozenset({"45", "150", "186"}),
    "AUTH": frozenset({"197", "15", "198"}),
    "ELIG": frozenset({"26", "27", "31", "204"}),
    "NCCI": frozenset({"236", "97", "151"}),
    "NOTE": frozenset({"16", "50", "150", "252"}),
    "NARR": frozenset({"16", "252", "50"}),
    "ENC": frozenset({"16", "252", "163", "164"}),
}


def foreseen(rule: str) -> frozenset[str]:
    """For a group's own rule nothing is known: any denial counts, and the set is empty."""
    return FORESEEN.get(rule.partition("-")[0], frozenset())
