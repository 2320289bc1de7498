"""Packs of edits: the product's own in this folder, and the practice's or payer's laid over it.

Everything in these files is a default and no payer's policy; their windows are the shortest that
are common, so that they warn rarely. `sources.toml` says where each edit was read. Pure.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from billing.scrub.edits import Edit, Pack
from billing.scrub.packs.checks import wrongs

SOURCES = "sources.toml"


class BadPack(Exception):
    """A pack that cannot be used; the message names file, edit, field and what is wrong."""


@cache
def by_subject() -> dict[str, tuple[Edit, ...]]:
    """The product's own edits, file by file: `crowns` and the like."""
    folder = resources.files("billing.scrub.packs")
    files = [one for one in folder.iterdir() if one.name.endswith(".toml") and one.name != SOURCES]
    told = sorted((one.name, one.read_text()) for one in files)
    return {name.removesuffix(".toml"): read(name, text) for name, text in told}


@cache
def base() -> tuple[Edit, ...]:
    """The product's own edits, by id."""
    edits = [edit for held in by_subject().values() for edit in held]
    return _unique("packs", sorted(edits, key=lambda edit: edit.id))


@cache
def usual() -> Pack:
    """The product's own edits to ask; one for all, because it keeps what it is asked."""
    return Pack(base())


def read(name: str, text: str) -> tuple[Edit, ...]:
    """The edits of one file, in its order. Raises BadPack."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadPack(f"{name}: {error}") from error
    rows = told.get("edits")
    if set(told) != {"edits"} or not isinstance(rows, list):
        raise BadPack(f"{name}: a pack is a list of [[edits]] and nothing else")
    return _unique(name, [_edit(name, place, row) for place, row in enumerate(rows, start=1)])


def overlaid(base: Iterable[Edit], own: Iterable[Edit]) -> tuple[Edit, ...]:
    """The base with its own edits over it: the same id replaces, `off` takes out; by id."""
    held = {edit.id: edit for edit in base}
    held.update((edit.id, edit) for edit in own)
    return tuple(edit for _, edit in sorted(held.items()) if not edit.off)


def _unique(name: str, edits: list[Edit]) -> tuple[Edit, ...]:
    seen: set[str] = set()
    for edit in edits:
        if edit.id in seen:
            raise BadPack(f"{name}: edit {edit.id}: the id stands twice")
        seen.add(edit.id)
    return tuple(edits)


def _edit(name: str, place: int, row: Any) -> Edit:  # noqa: ANN401  # as TOML has it
    at = f"{name}: edit {row.get('id', f'no. {place}') if isinstance(row, dict) else place}"
    try:
        edit = msgspec.convert(row, Edit)
    except msgspec.ValidationError as error:
        raise BadPack(f"{at}: {error}") from error
    unknown = sorted(set(row) - set(Edit.__struct_fields__))
    wrong = [(field, "there is no such field") for field in unknown] or wrongs(edit)
    if wrong:
        field, why = wrong[0]
        raise BadPack(f"{at}: {field}: {why}")
    return edit
