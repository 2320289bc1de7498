"""What agent.toml says of an API that is read by a mapping: `[api]`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from practices.agent.pms.files.mapping import RELEASE_KEYS

SYSTEMS = frozenset({"ascend", "curve"})
WORDS = frozenset({"system", "secret_file", "mapping", "mapping_key", "calls_per_month", "values"})


@dataclass(frozen=True, slots=True)
class RestPlace:
    """`secret` names a file with client_id and client_secret, or key. `calls` may be fewer in a
    month than the mapping allows, where others use the same contract."""

    system: str
    secret: Path
    mapping: Path
    keys: tuple[str, ...]
    calls: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def rest_place(told: Mapping[str, object], home: Path) -> RestPlace:
    """`home` is the agent's folder. Raises ValueError, saying what to do."""
    system, values = str(told.get("system", "")), told.get("values", {})
    if told.keys() - WORDS or system not in SYSTEMS or not isinstance(values, dict):
        raise ValueError(f"agent.toml: [api] knows {', '.join(sorted(WORDS))}.")
    calls = told.get("calls_per_month")
    if calls is not None and (not isinstance(calls, int) or calls < 1):
        raise ValueError("[api] calls_per_month is a whole number above 0.")
    keys = (*RELEASE_KEYS, *filter(None, [str(told.get("mapping_key", ""))]))
    return RestPlace(
        system, home / str(told.get("secret_file", "api-secret")),
        home / str(told.get("mapping", "mapping.toml")), keys, calls,
        {name: str(value) for name, value in values.items()},
    )  # fmt: skip
