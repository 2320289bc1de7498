"""Edits in the words of a biller, and which rules read which of them. Pure."""

import ast
import inspect
import textwrap

from billing.scrub.catalog import Rule
from billing.scrub.edits import KINDS, Edit, Kind, Scope

KIND_WORDS: dict[Kind, str] = {
    "same_day_conflict": "Not paid on the same day as",
    "mutually_exclusive": "Only one of the two is paid",
    "bundled_into": "Paid as a part of",
    "requires_same_day": "Needs on the same day",
    "requires_same_claim": "Needs on the same claim",
    "requires_prior": "Needs before it",
    "requires_no_prior": "Not paid after",
    "frequency": "So many in a time",
    "sequence": "Not so soon after",
    "quantity": "So many on a day",
    "downcode": "Often paid as",
    "age": "Paid at an age",
    "tooth_type": "Paid on some teeth",
    "attachment": "Wants enclosures",
    "narrative": "Wants a narrative",
    "combine": "Lines paid as one",
}
SCOPE_WORDS: dict[Scope, str] = {
    "patient": "of the patient",
    "tooth": "on the same tooth",
    "surface": "on the same surface",
    "quadrant": "in the same quadrant",
    "arch": "in the same arch",
    "provider": "by the same dentist",
    "claim": "on the same claim",
}
SUBJECTS = {
    "exams": "Exams",
    "images": "Images",
    "cleanings": "Cleanings",
    "prevention": "Prevention",
    "fillings": "Fillings",
    "build_ups": "Build-ups and posts",
    "crowns": "Crowns",
    "root_canals": "Root canals",
    "perio": "Gums",
    "dentures": "Dentures",
    "bridges": "Bridges and implants",
    "surgery": "Surgery",
    "others": "Others",
}
WITHOUT_WINDOW = {
    "attachment", "narrative", "tooth_type", "downcode", "requires_same_claim", "combine",
}  # fmt: skip
# Rules may read edits through these.
HELPERS = {"wanted_by_edits": "attachment", "edits_wanting": "narrative"}


def window_of(edit: Edit) -> str:
    """How far it looks, and how many it allows; of an age, whom it allows; "" without a window."""
    if edit.kind in WITHOUT_WINDOW:
        return ""
    if edit.kind == "age":
        ages = (("from", edit.age_min), ("to", edit.age_max))
        return " ".join(["age", *(f"{word} {age}" for word, age in ages if age is not None)])
    if edit.lifetime:
        span = "in a lifetime"
    elif edit.months is not None:
        span = f"within {edit.months} month{'' if edit.months == 1 else 's'}"
    elif edit.days is not None:
        span = f"within {edit.days} day{'' if edit.days == 1 else 's'}"
    else:
        span = "the same day"
    return f"{edit.count} {span}" if edit.kind in {"frequency", "quantity"} else span


def dates_of(edit: Edit) -> str:
    from_on = f"from {edit.from_on}" if edit.from_on else ""
    until = f"until {edit.until}" if edit.until else ""
    return " ".join(part for part in (from_on, until) if part)


def kinds_read_by(rule: Rule) -> tuple[Kind, ...]:
    """Kinds of edits whose names stand in what the rule needs or in its text."""
    needed = {name.removeprefix("edits:") for name in rule.needs if name.startswith("edits:")}
    named = needed | _named_in(inspect.getsource(rule.call))
    return tuple(kind for kind in KINDS if kind in named)


def _named_in(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(textwrap.dedent(source))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            told = [one.value for one in node.args if isinstance(one, ast.Constant)]
            found |= {value for value in told if node.func.attr == "on" and isinstance(value, str)}
        elif isinstance(node, ast.Name) and node.id in HELPERS:
            found.add(HELPERS[node.id])
    return found
