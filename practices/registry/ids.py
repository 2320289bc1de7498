"""Identifiers that stay unique over practices, groups and installations."""

import uuid

import uuid_utils.compat


def new_id() -> uuid.UUID:
    """A UUIDv7: unique everywhere, and rising with time so that indexes stay warm."""
    return uuid_utils.compat.uuid7()


def id_in(text: str) -> uuid.UUID | None:
    """The id a text names; None where it is none, as an address may hold anything."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
