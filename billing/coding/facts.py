"""What a code is about: its area, surfaces, dentition, age and usual enclosures.

Bare codes and facts in our own words; the texts of the code set are the practice's licensed list.
Ages and enclosures are what plans usually ask, never a policy: packs and payers say otherwise.
"""

import csv
from collections.abc import Callable
from importlib import resources

import msgspec

from billing.coding.codes import codes


class CodeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """`area` is mouth, arch, quadrant, tooth or surface (of a tooth); None where nothing is known.

    `dentition` is permanent, primary, both or ""; ages are whole years, both ends included.
    """

    code: str
    service_class: str
    area: str
    surfaces_min: int | None
    surfaces_max: int | None
    dentition: str
    age_min: int | None
    age_max: int | None
    wants: tuple[str, ...]
    narrative: str


def facts_of(code: str) -> CodeFacts | None:
    return FACTS.get(code)


def coded(test: Callable[[CodeFacts], bool]) -> str:
    """The codes whose facts pass, as `codes` reads them."""
    return " ".join(code for code, facts in FACTS.items() if test(facts))


def _read() -> dict[str, CodeFacts]:
    told = resources.files("billing.coding").joinpath("facts.csv").read_text()
    return {row["code"]: _facts(row) for row in csv.DictReader(told.splitlines())}


def _facts(row: dict[str, str]) -> CodeFacts:
    return CodeFacts(
        code=row["code"],
        service_class=row["class"],
        area=row["area"],
        surfaces_min=_whole(row["surfaces_min"]),
        surfaces_max=_whole(row["surfaces_max"]),
        dentition=row["dentition"],
        age_min=_whole(row["age_min"]),
        age_max=_whole(row["age_max"]),
        wants=tuple(row["wants"].split()),
        narrative=row["narrative"],
    )


def _whole(told: str) -> int | None:
    return int(told) if told else None


FACTS = _read()

# Groups that rules speak of, by what is done and not by a text of the code set.
EXAMS = codes("D0120..D0180")
FULL_SERIES = codes("D0210 D0330")
BITEWINGS = codes("D0270..D0277")
CLEANINGS = codes("D1110 D1120 D4346")
MAINTENANCE = codes("D4910")
FLUORIDE = codes("D1206 D1208")
SEALANTS = codes("D1351..D1353")
FILLINGS = codes("D2140..D2161 D2330..D2335 D2391..D2394")
FRONT_RESINS, BACK_RESINS = codes("D2330..D2335"), codes("D2391..D2394")
INLAYS_ONLAYS = codes("D2510..D2664")
CROWNS = codes("D2710..D2794")
BUILD_UPS = codes("D2950 D2952 D2954")
ROOT_CANALS = codes("D3310..D3330")
ROOT_PLANING = codes("D4341 D4342")
PERIO_SURGERY = codes("D4210..D4285")
DENTURES = codes("D5110..D5228")
PARTIALS = codes("D5211..D5228")
IMPLANTS = codes("D6010..D6199")
PONTICS = codes("D6205..D6252")
RETAINERS = codes("D6545..D6634 D6710..D6794")
PROSTHESES = codes("D2510..D2664 D2710..D2794 D5110..D5228 D6055..D6077 D6205..D6794")
EXTRACTIONS = codes("D7111 D7140 D7210..D7251")
ORTHODONTICS = codes("D8010..D8090")
FULL_COURSES, WITH_APPLIANCE = codes("D8070..D8090"), codes("D8010..D8090 D8670")
IMPLANT_BODIES = codes("D6010 D6012 D6013")
ABUTMENTS = codes("D6056 D6057")
IMPLANT_RETAINERS = codes("D6068..D6077")
UPPER_DENTURES = codes("D5110 D5130 D5211 D5213 D5221 D5223 D5225 D5227")
LOWER_DENTURES = codes("D5120 D5140 D5212 D5214 D5222 D5224 D5226 D5228")
UNSPECIFIED = codes("D0999 D1999 D2999 D3999 D4999 D5899 D5999 D6199 D6999 D7999 D8999 D9999")
TOOTH_CODES = coded(lambda one: one.area in {"tooth", "surface"})
SURFACE_CODES = coded(lambda one: one.area == "surface")
QUADRANT_CODES = coded(lambda one: one.area == "quadrant")
WIDE_CODES = coded(lambda one: one.area in {"mouth", "arch", "quadrant"})
