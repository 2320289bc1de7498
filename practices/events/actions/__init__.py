"""Raising events, routing them, sending them out, and taking hints in."""

from practices.events.actions.endpoints import (
    TooManyEndpoints,
    add_endpoint,
    change_endpoint,
    remove_endpoint,
)
from practices.events.actions.forgetting import forget
from practices.events.actions.hinting import TooOften, close_door, hint, open_door, take_hint
from practices.events.actions.noting import note
from practices.events.actions.pausing import pause, resume
from practices.events.actions.raising import raise_events
from practices.events.actions.routing import route
from practices.events.actions.secrets import rotate, seal_again, secrets_of
from practices.events.actions.sending_again import EndpointOff, redeliver, send_test
from practices.events.actions.taking import Taken, take

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
