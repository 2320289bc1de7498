"""Identifiers that stay unique over practices, groups and installations."""

import uuid

import uuid_utils.compat


def new_id() -> uuid.UUID:
    """A UUIDv7: unique everywhere, and rising with time so that indexes stay warm."""
    return uuid_utils.compat.uuid7()
