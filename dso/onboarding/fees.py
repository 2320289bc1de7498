"""What the demo practices ask for a service. Codes are bare; the labels are our own. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fee:
    """`part` of the contracted fee is what a plan pays, in hundredths, by kind of service."""

    code: str
    label: str
    cents: int
    part: int
    teeth: tuple[str, ...] = ()
    surfaces: str = ""


BACK_TEETH = ("3", "14", "19", "30", "4", "13")
FRONT_TEETH = ("7", "8", "9", "10")
QUADRANTS = ("UR", "UL", "LL", "LR")

FEES = {
    fee.code: fee
    for fee in (
        Fee("D0120", "recall exam of a known patient", 62_00, 100),
        Fee("D0140", "exam limited to one problem", 88_00, 100),
        Fee("D0150", "full first exam, new or returning patient", 104_00, 100),
        Fee("D0210", "full-mouth intraoral image series", 158_00, 100),
        Fee("D0220", "first periapical image", 36_00, 100),
        Fee("D0274", "four bitewing images", 74_00, 100),
        Fee("D0330", "panoramic image", 132_00, 100),
        Fee("D1110", "adult cleaning", 112_00, 100),
        Fee("D1120", "child cleaning", 82_00, 100),
        Fee("D1206", "fluoride varnish", 48_00, 100),
        Fee("D1351", "sealant", 64_00, 100, BACK_TEETH),
        Fee("D2140", "silver filling, one surface", 168_00, 80, BACK_TEETH, "O"),
        Fee(
            "D2391", "tooth-coloured filling, back tooth, one surface", 212_00, 80, BACK_TEETH,
            "O",
        ),
        Fee(
            "D2392", "tooth-coloured filling, back tooth, two surfaces", 268_00, 80, BACK_TEETH,
            "MO",
        ),
        Fee(
            "D2331", "tooth-coloured filling, front tooth, two surfaces", 236_00, 80, FRONT_TEETH,
            "MF",
        ),
        Fee("D2740", "crown, ceramic", 1280_00, 50, BACK_TEETH),
        Fee("D2750", "crown, ceramic on high-noble metal", 1240_00, 50, BACK_TEETH),
        Fee("D2930", "stainless crown, baby tooth", 312_00, 80, ("A", "B", "K", "T")),
        Fee("D2950", "core build-up before a crown", 298_00, 50, BACK_TEETH),
        Fee("D3220", "pulpotomy", 246_00, 80, ("A", "B", "K", "T")),
        Fee("D3320", "root canal, premolar", 1010_00, 80, ("4", "13", "20", "29")),
        Fee("D3330", "root canal, molar", 1220_00, 80, ("3", "14", "19", "30")),
        Fee("D4341", "scaling and root planing, four or more teeth", 286_00, 80, QUADRANTS),
        Fee("D4910", "periodontal maintenance", 158_00, 80),
        Fee("D6010", "place implant body", 2280_00, 50, BACK_TEETH),
        Fee("D7140", "simple extraction", 198_00, 80, BACK_TEETH),
        Fee("D7210", "surgical extraction, erupted tooth", 318_00, 80, BACK_TEETH),
        Fee("D9110", "emergency pain relief", 122_00, 80),
    )
}  # fmt: skip

# What a visit is made of, and how often of a hundred it happens: adults, children, specialists.
ADULT_VISITS = (
    (("D0120", "D1110"), 24),
    (("D0120", "D0274", "D1110"), 20),
    (("D0150", "D0210", "D1110"), 7),
    (("D0140", "D0220"), 8),
    (("D2391",), 8),
    (("D2392", "D2391"), 7),
    (("D2331",), 4),
    (("D2740", "D2950"), 6),
    (("D2750",), 3),
    (("D4341", "D4341"), 4),
    (("D4910",), 4),
    (("D7140",), 3),
    (("D9110",), 2),
)
CHILD_VISITS = (
    (("D0120", "D1120", "D1206"), 50),
    (("D0120", "D0274", "D1120", "D1206"), 18),
    (("D1351", "D1351"), 14),
    (("D2391",), 8),
    (("D2930", "D3220"), 6),
    (("D0140",), 4),
)
SPECIALIST_VISITS = (
    (("D3330", "D0220"), 34),
    (("D3320", "D0220"), 20),
    (("D7210",), 18),
    (("D6010",), 8),
    (("D4341", "D4341"), 12),
    (("D0140", "D0330"), 8),
)
