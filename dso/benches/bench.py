"""What a bench is: figures measured in one run, each held against a target. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Target:
    """`op` is `>=` or `<=`; figures without a target are told and not judged."""

    op: str
    value: float

    def is_met(self, figure: float) -> bool:
        return figure >= self.value if self.op == ">=" else figure <= self.value


@dataclass(frozen=True, slots=True)
class Bench:
    """`measure` takes `small` or `full`; `needs_database` gives it a throw-away one."""

    name: str
    measure: Callable[[str], Figures]
    targets: Mapping[str, Target]
    needs_database: bool = True


def report(bench: Bench, figures: Figures, machine: str) -> dict[str, Any]:
    return {
        "bench": bench.name,
        "machine": machine,
        "figures": {name: round(value, 4) for name, value in figures.items()},
        "targets": {n: {"op": t.op, "value": t.value} for n, t in bench.targets.items()},
        "ok": all(target.is_met(figures[name]) for name, target in bench.targets.items()),
    }
