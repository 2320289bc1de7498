"""Raising events, routing them, sending them out, and taking hints in."""

from practices.events.actions.delivering import Taken, note, take
from practices.events.actions.endpoints import (
    EndpointOff,
    TooManyEndpoints,
    add_endpoint,
    change_endpoint,
    pause,
    redeliver,
    remove_endpoint,
    resume,
    rotate,
    seal_again,
    secrets_of,
    send_test,
)
from practices.events.actions.forgetting import forget
from practices.events.actions.hinting import TooOften, close_door, hint, open_door, take_hint
from practices.events.actions.raising import raise_events
from practices.events.actions.routing import route

__all__ = [
    "EndpointOff",
    "Taken",
    "TooManyEndpoints",
    "TooOften",
    "add_endpoint",
    "change_endpoint",
    "close_door",
    "forget",
    "hint",
    "note",
    "open_door",
    "pause",
    "raise_events",
    "redeliver",
    "remove_endpoint",
    "resume",
    "rotate",
    "route",
    "seal_again",
    "secrets_of",
    "send_test",
    "take",
    "take_hint",
]
