"""What the machine may mend by itself: spelling that leaves the meaning as it was. Pure.

A field stands here with the one form in which it is sent: a zip as bare digits, a name in plain
letters. Whatever comes out otherwise, and every other field, is a suggestion that a person signs.
Never here: code, tooth, surfaces, area, day, fee, quantity, diagnosis, narrative.
"""

from collections.abc import Callable

import msgspec

from billing.scrub.characters import digits_of, sendable
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Change


class NotClerical(ValueError):
    """The change is not one that the machine may make; a person has to sign it."""


class NotAsBefore(ValueError):
    """The claim no longer holds what the change was made for; scrub it anew."""


def _phone(told: str) -> str:
    digits = digits_of(told)
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


def _without_spaces(told: str) -> str:
    return "".join(told.split())


def _in_capitals(told: str) -> str:
    return _without_spaces(told).upper()


FORMS: dict[str, Callable[[str], str]] = {
    "billing.address.state": _in_capitals,
    "billing.address.zip": digits_of,
    "billing.name": sendable,
    "billing.npi": _without_spaces,
    "billing.phone": _phone,
    "billing.tax_id": digits_of,
    "billing.taxonomy": _in_capitals,
    "group_number": _without_spaces,
    "member_id": _without_spaces,
    "patient.address.state": _in_capitals,
    "patient.address.zip": digits_of,
    "patient.first_name": sendable,
    "patient.last_name": sendable,
    "rendering.name": sendable,
    "rendering.npi": _without_spaces,
    "rendering.taxonomy": _in_capitals,
    "subscriber.address.state": _in_capitals,
    "subscriber.address.zip": digits_of,
    "subscriber.first_name": sendable,
    "subscriber.last_name": sendable,
}


def is_clerical(change: Change) -> bool:
    """Whether the machine may make it: a field of the list, and what its form makes of it.

    Names may differ in capitals besides. Nothing is ever emptied.
    """
    form = FORMS.get(change.field)
    if form is None or change.line is not None or not change.after:
        return False
    formed = form(change.before)
    if form is sendable:
        return formed.casefold() == change.after.casefold()
    return formed == change.after


def corrected(claim: ClaimFacts, change: Change) -> ClaimFacts:
    """The claim with one clerical change made; the one that was given stays as it is.

    Where the patient is the subscriber, both stand on the claim and both are mended. Raises
    NotClerical and NotAsBefore.
    """
    if not is_clerical(change):
        raise NotClerical(f"{change.field} is not for the machine to change so")
    path = change.field.split(".")
    if _at(claim, path) != change.before:
        raise NotAsBefore(f"{change.field} has changed since")
    mended = _with(claim, path, change.after)
    twin = _twin(claim, path)
    if twin and _at(claim, twin) == change.before:
        mended = _with(mended, twin, change.after)
    return mended


def _twin(claim: ClaimFacts, path: list[str]) -> list[str]:
    """The same field of the same person in the other place."""
    other = {"patient": "subscriber", "subscriber": "patient"}.get(path[0])
    return [other, *path[1:]] if other and claim.relationship == "self" else []


def _at(held: object, path: list[str]) -> object:
    for name in path:
        held = getattr(held, name, None)
    return held


def _with[S: msgspec.Struct](held: S, path: list[str], value: str) -> S:
    name, *rest = path
    told = _with(getattr(held, name), rest, value) if rest else value
    return msgspec.structs.replace(held, **{name: told})
