"""Fields a provider signs for: their names, and what a claim says in them now. Pure."""

from billing.scrub.facts import ClaimFacts

NARRATIVE = "narrative"
FIELDS = {
    "code": "Procedure code",
    "tooth": "Tooth",
    "surfaces": "Surfaces",
    "area": "Area",
    "served_on": "Day of service",
    "quantity": "Units",
    "prior_placed_on": "Day of the earlier one",
    "fee_cents": "Fee",
}
"""Of a line. Of the claim as a whole there is its narrative alone."""


def field_named(field: str) -> str:
    """As values name it: a line's field without the word for lines."""
    return field.removeprefix("lines.")


def label_of(field: str) -> str:
    told = {NARRATIVE: "Narrative", **FIELDS}.get(field_named(field))
    return told or field.replace(".", ", ").replace("_", " ").capitalize()


def said_now(facts: ClaimFacts, field: str, line: int | None) -> str | None:
    """In the form in which changes hold it; None where the claim has no such line or field."""
    held: object = facts
    if line is not None:
        held = next((one for one in facts.lines if one.number == line), None)
    for name in field_named(field).split("."):
        if held is None or not hasattr(held, name):
            return None
        held = getattr(held, name)
    return "" if held is None else str(held)


def shown(field: str, value: str) -> str:
    """As a person types it elsewhere: money with its point."""
    if field_named(field) != "fee_cents" or not value.isdigit():
        return value
    return f"{int(value) // 100:,}.{int(value) % 100:02d}"


class CannotPropose(ValueError):
    """The form names no field that is signed for, or nothing would change."""


def checked(facts: ClaimFacts, field: str, line: int | None, after: str) -> str:
    """What the claim says there now. Raises CannotPropose."""
    if field != NARRATIVE and field_named(field) not in FIELDS:
        raise CannotPropose("This field is not one a provider signs for.")
    before = said_now(facts, field, None if field == NARRATIVE else line)
    if before is None:
        raise CannotPropose("The claim has no such line.")
    if not after or after == before:
        raise CannotPropose("Say what it should be: it says that already, or nothing.")
    return before
