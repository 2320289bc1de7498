"""A hundred thousand claims of a remittance to typed values, against three readers of the field."""

from billing.x12.bench import TARGETS, measure
from dso.benches.bench import Bench, Target

BENCH = Bench(
    "x12",
    measure,
    {name: Target(op, value) for name, (op, value) in TARGETS.items()},
    needs_database=False,
)
