"""The demo's people and their cover as records of a practice's own system. Pure."""

from collections.abc import Iterable
from typing import Any

from dso.onboarding.people import Cover, Person

Rows = list[dict[str, Any]]
KINDS = {"ppo": "ppo", "hmo": "capitation"}
UNTOLD = (
    "preferred_name", "provider_key", "phone", "mobile", "email", "address", "city", "state", "zip",
    "language",
)  # fmt: skip


def patient(person: Person) -> dict[str, Any]:
    return dict.fromkeys(UNTOLD, "") | {
        "source_key": person.source_key,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "born_on": person.born_on,
        "status": "patient",
        "guarantor_key": person.source_key,
        "may_text": None,
        "sex": "MF"[int(person.source_key[-4:]) % 2],
    }


def covers(people: Iterable[Person]) -> dict[str, Rows]:
    """Carriers, plans, subscriptions and covers, each once, by the name of the record."""
    held = [(person, cover) for person in people for cover in person.covers]
    return {
        "Carrier": _once(_carrier(cover) for _, cover in held),
        "Plan": _once(_plan(cover) for _, cover in held),
        "Subscription": [_subscription(person, cover) for person, cover in held],
        "Coverage": [_coverage(person, cover) for person, cover in held],
    }


def _once(rows: Iterable[dict[str, Any]]) -> Rows:
    return list({row["source_key"]: row for row in rows}.values())


def _carrier(cover: Cover) -> dict[str, Any]:
    return {"source_key": cover.insurer.public_id, "name": cover.insurer.name, "payer_code": "",
            "phone": ""}  # fmt: skip


def _plan(cover: Cover) -> dict[str, Any]:
    return {
        "source_key": _plan_key(cover),
        "carrier_key": cover.insurer.public_id,
        "group_name": "",
        "group_number": "",
        "kind": KINDS.get(cover.plan_kind, "percentage"),
        "is_medical": False,
    }


def _plan_key(cover: Cover) -> str:
    return f"{cover.insurer.public_id}/{cover.plan_kind}"


def _subscription(person: Person, cover: Cover) -> dict[str, Any]:
    return {
        "source_key": cover.member_id,
        "plan_key": _plan_key(cover),
        "subscriber_key": person.source_key,
        "member_id": cover.member_id,
        "starts_on": None,
        "ends_on": None,
    }


def _coverage(person: Person, cover: Cover) -> dict[str, Any]:
    return {
        "source_key": cover.member_id,
        "patient_key": person.source_key,
        "subscription_key": cover.member_id,
        "rank": cover.rank,
        "member_id": "",
        "relationship": "self",
        "is_pending": False,
    }
