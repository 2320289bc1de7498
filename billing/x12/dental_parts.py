"""What only dental claims have: teeth, their status, orthodontic months; and their papers."""

import msgspec


class Tooth(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One TOO: a tooth (1 to 32, A to T, supernumerary 51 to 82 or AS to TS) and surfaces."""

    number: str
    surfaces: tuple[str, ...] = ()
    qualifier: str = "JP"


class ToothStatus(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One DN2: `status` is M for missing, E for to be extracted, I for impacted."""

    tooth: str
    status: str
    qualifier: str = "JP"


class Orthodontics(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """DN1: months of treatment in all and left; `is_orthodontic` is DN103, Y without months."""

    months_total: int | None = None
    months_left: int | None = None
    is_orthodontic: str = ""
    description: str = ""


class Attachment(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One PWK: which paper (RB x-rays, P6 perio chart …), how it travels (EL, AA …) and the
    number that an attachment service gave it."""

    kind: str
    transmission: str
    control_number: str = ""
    description: str = ""


class Contract(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """CN1. Percentages are texts, as sent."""

    kind: str
    cents: int | None = None
    percent: str = ""
    code: str = ""
    discount_percent: str = ""
    version: str = ""
