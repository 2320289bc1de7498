"""Reading the compiled schema: pure, no Django."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
STEPS = HERE / "steps"
BASELINE = HERE / "baseline.sql"
ROLE = "__practice_role__"
SCHEMA = "__practice_schema__"


@dataclass(frozen=True, slots=True)
class Step:
    """One Django migration's part in a practice, as SQL with the role's name left open."""

    number: int
    name: str
    sql: str


def fill(sql: str, schema: str) -> str:
    """The role of a practice bears the name of its schema."""
    return sql.replace(ROLE, schema).replace(SCHEMA, schema)


@cache
def steps() -> tuple[Step, ...]:
    found = []
    for file in sorted(STEPS.glob("*.sql")):
        number, _, name = file.stem.partition("_")
        found.append(Step(int(number), name, file.read_text()))
    return tuple(found)


@cache
def baseline() -> str:
    return BASELINE.read_text()


def newest_version() -> int:
    return len(steps())
