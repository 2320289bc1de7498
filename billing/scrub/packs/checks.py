"""What does not go together in an edit. Pure."""

from billing.coding.codes import codes
from billing.coding.teeth import TEETH
from billing.scrub.edits import Edit

WINDOWED = {"requires_prior", "requires_no_prior", "frequency", "sequence"}
ALONE = {"frequency", "quantity", "combine", "age", "tooth_type", "attachment", "narrative"}
HOLDS_NOTHING = "what rests on usual practice alone may not hold a claim"
Wrong = tuple[str, str]


def wrongs(edit: Edit) -> list[Wrong]:
    """Fields that are wrong, each with why. An edit that is off needs nothing but its id."""
    if not edit.id:
        return [("id", "it is empty")]
    if edit.off:
        return []
    return [*_codes(edit), *_window(edit), *_needs(edit), *_standing(edit)]


def _codes(edit: Edit) -> list[Wrong]:
    found: list[Wrong] = [] if edit.a else [("a", "it is empty")]
    for field, written in (("a", edit.a), ("b", edit.b)):
        try:
            codes(written)
        except ValueError as error:
            found.append((field, str(error)))
    return found


def _window(edit: Edit) -> list[Wrong]:
    windows = (edit.days is not None) + (edit.months is not None) + edit.lifetime
    return _those(
        (windows > 1, "days, months, lifetime", "only one of them makes a window"),
        (edit.kind in WINDOWED and not windows, "months", f"{edit.kind} needs a window"),
        (edit.kind == "frequency" and edit.days is not None, "days", "limits count months"),
        ((edit.days or 0) < 0 or (edit.months or 0) < 0, "days, months", "below zero"),
    )


def _needs(edit: Edit) -> list[Wrong]:
    """What its kind cannot do without."""
    unknown = " ".join(sorted(set(edit.teeth.split()) - TEETH))
    no_age = edit.age_min is None and edit.age_max is None
    return _those(
        (edit.kind not in ALONE and not edit.b, "b", f"{edit.kind} needs the other code"),
        (edit.kind == "age" and no_age, "age_min", "no age is named"),
        (edit.kind == "tooth_type" and not edit.teeth, "teeth", "no teeth are named"),
        (bool(unknown) and edit.kind == "tooth_type", "teeth", f"no tooth {unknown}"),
        (edit.kind in {"attachment", "narrative"} and not edit.wants, "wants", "nothing is named"),
        (edit.count < 1, "count", "below one"),
    )


def _standing(edit: Edit) -> list[Wrong]:
    from_on, until = edit.from_on, edit.until
    turned = from_on is not None and until is not None and until < from_on
    return _those(
        (edit.evidence == "practice" and edit.severity == "hold", "severity", HOLDS_NOTHING),
        (turned, "until", "before from_on"),
    )


def _those(*checks: tuple[bool, str, str]) -> list[Wrong]:
    return [(field, why) for is_wrong, field, why in checks if is_wrong]
