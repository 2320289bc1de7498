"""Benefits as one network sees them: in and out of it are never mixed. Pure."""

from typing import Any

import msgspec

from billing.eligibility.benefits import Benefits, Network

KEPT_APART = ("shares", "amounts", "limits", "excluded_scopes", "authorization_scopes")


def facing(told: Benefits, network: Network) -> Benefits:
    """What holds in that network. Where it is unknown, only what both say alike is kept."""
    if network:
        kept = {name: _chosen(getattr(told, name), network) for name in KEPT_APART}
        return msgspec.structs.replace(told, network=network, **kept)
    alike = {name: _alike(getattr(told, name)) for name in KEPT_APART}
    return msgspec.structs.replace(told, **alike)


def _alike(held: tuple[Any, ...]) -> tuple[Any, ...]:
    outside = {bare(one) for one in _chosen(held, "out")}
    return tuple(one for one in _chosen(held, "in") if bare(one) in outside)


def _chosen(held: tuple[Any, ...], network: Network) -> tuple[Any, ...]:
    """As it would be said without a network, each thing once."""
    found = {bare(one): one for one in reversed(held) if one.network in {"", network}}
    return tuple(msgspec.structs.replace(one, network="") for one in reversed(found.values()))


def bare(one: msgspec.Struct) -> bytes:
    """What it says, in whatever network and whoever said it."""
    said = {k: v for k, v in msgspec.structs.asdict(one).items() if k not in {"origin", "network"}}
    return msgspec.json.encode(said)
