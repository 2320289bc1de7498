"""Benefits as one network sees them: in and out of it are never mixed. Pure."""

from typing import Any

import msgspec

from billing.eligibility.benefits import Benefits, Network

KEPT_APART = ("shares", "amounts", "limits", "excluded_scopes", "authorization_scopes")


def facing(told: Benefits, network: Network) -> Benefits:
    """What holds in that network. Where it is unknown, nothing is kept that networks differ in."""
    if network:
        kept = {name: _chosen(getattr(told, name), network) for name in KEPT_APART}
        return msgspec.structs.replace(told, network=network, **kept)
    alike = {name: _alike(getattr(told, name)) for name in KEPT_APART}
    return msgspec.structs.replace(told, **alike)


def _alike(held: tuple[Any, ...]) -> tuple[Any, ...]:
    """What both networks say alike, and, with its network, what only one says anything about."""
    both = {_about(one) for one in held if one.network == "in"} & {
        _about(one) for one in held if one.network == "out"
    }
    outside = {bare(one) for one in _chosen(held, "out")}
    kept = [
        msgspec.structs.replace(one, network="") if _about(one) in both else one
        for one in held
        if _about(one) not in both or (one.network != "out" and bare(one) in outside)
    ]
    return tuple({(bare(one), one.network): one for one in reversed(kept)}.values())[::-1]


ABOUT = ("codes", "service_class", "kind", "of")


def _about(one: msgspec.Struct) -> tuple[object, ...]:
    return tuple(getattr(one, name, None) for name in ABOUT)


def _chosen(held: tuple[Any, ...], network: Network) -> tuple[Any, ...]:
    """As it would be said without a network, each thing once."""
    found = {bare(one): one for one in reversed(held) if one.network in {"", network}}
    return tuple(msgspec.structs.replace(one, network="") for one in reversed(found.values()))


def bare(one: msgspec.Struct) -> bytes:
    """What it says, in whatever network and whoever said it."""
    said = {k: v for k, v in msgspec.structs.asdict(one).items() if k not in {"origin", "network"}}
    return msgspec.json.encode(said)
