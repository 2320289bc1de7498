"""The groups and bands in which claims are told apart. Pure."""

from billing.coding import facts
from billing.coding.codes import Codes

GROUPS: dict[str, Codes] = {
    "exams": facts.EXAMS,
    "cleanings": facts.CLEANINGS,
    "maintenance": facts.MAINTENANCE,
    "fluoride": facts.FLUORIDE,
    "sealants": facts.SEALANTS,
    "full_series": facts.FULL_SERIES,
    "bitewings": facts.BITEWINGS,
    "fillings": facts.FILLINGS,
    "inlays": facts.INLAYS_ONLAYS,
    "crowns": facts.CROWNS,
    "build_ups": facts.BUILD_UPS,
    "root_canals": facts.ROOT_CANALS,
    "root_planing": facts.ROOT_PLANING,
    "perio_surgery": facts.PERIO_SURGERY,
    "dentures": facts.DENTURES,
    "implants": facts.IMPLANTS,
    "pontics": facts.PONTICS,
    "retainers": facts.RETAINERS,
    "extractions": facts.EXTRACTIONS,
    "orthodontics": facts.ORTHODONTICS,
}

# Each band holds what lies below its bound: cents, whole years, days, a share.
BANDS: dict[str, tuple[tuple[float, str], ...]] = {
    "fee": (
        (100_00, "below_hundred"),
        (300_00, "hundreds"),
        (800_00, "middle"),
        (2_000_00, "high"),
        (float("inf"), "highest"),
    ),
    "age": ((13, "child"), (19, "teen"), (65, "adult"), (float("inf"), "senior")),
    "late": (
        (8, "week"),
        (31, "month"),
        (91, "quarter"),
        (181, "half_year"),
        (float("inf"), "longer"),
    ),
    "share": ((0.08, "low"), (0.2, "usual"), (0.4, "high"), (float("inf"), "very_high")),
}


def banded(of: str, value: float) -> str:
    """The name of the band a value falls in."""
    return next(name for bound, name in BANDS[of] if value < bound)
