"""Compiling Django's migrations of practice tables to SQL, once, for every practice there will be.

Imports Django; runs in development and in the test that compares, never in a request.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connections
from django.db.migrations import Migration, RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.models import CreateModel
from django.db.migrations.state import ProjectState

from compliance.access.rights import practice_grant
from practices.registry.guard import PracticeModel
from practices.registry.router import PRACTICE, PUBLIC, PracticeRouter, practice_models, scope_of
from practices.registry.schema import compiled
from practices.registry.schema.compiled import ROLE, SCHEMA, Step


class CannotCompile(RuntimeError):
    """A migration of practice tables cannot be replayed as SQL."""


@dataclass(frozen=True, slots=True)
class Compiled:
    steps: tuple[Step, ...]

    @property
    def baseline(self) -> str:
        return "\n".join(f"-- {step.name}\n{step.sql}" for step in self.steps)


def compile_steps() -> Compiled:
    """Every migration with a practice part: as numbered before, then what is new.

    A practice remembers how many steps it has seen, so a number never changes its meaning. Raises
    CannotCompile.
    """
    loader = MigrationLoader(None)
    plan = [loader.graph.nodes[key] for key in _ordered(loader)]
    state = loader.project_state(nodes=[], at_end=False)
    found: dict[str, str] = {}
    PracticeRouter.migrating = PRACTICE
    try:
        for migration in plan:
            sql, state = _collect(migration, state)
            if sql:
                found[f"{migration.app_label}_{migration.name}"] = sql
    finally:
        PracticeRouter.migrating = PUBLIC
    if not found:
        raise CannotCompile("No migration has a practice part: the router must be wrong.")
    return Compiled(numbered(found, [step.name for step in compiled.steps()]))


def numbered(found: dict[str, str], before: list[str]) -> tuple[Step, ...]:
    """SQL by name as steps: known names as they were numbered, the others behind them."""
    missing = [name for name in before if name not in found]
    if missing:
        raise CannotCompile(f"{missing[0]} was compiled before and is gone.")
    names = [*before, *(name for name in found if name not in before)]
    return tuple(Step(number, name, found[name]) for number, name in enumerate(names, start=1))


def _ordered(loader: MigrationLoader) -> list[tuple[str, str]]:
    ordered: list[tuple[str, str]] = []
    for target in sorted(loader.graph.leaf_nodes()):
        for node in loader.graph.forwards_plan(target):
            if node not in ordered:
                ordered.append(node)
    return ordered


def _collect(migration: Migration, state: ProjectState) -> tuple[str, ProjectState]:
    if migration.app_label not in {model._meta.app_label for model in practice_models()}:
        return "", migration.mutate_state(state, preserve=False)
    if any(isinstance(op, RunPython) for op in migration.operations):
        raise CannotCompile(f"{migration}: RunPython cannot be replayed; write a job.")
    with connections["owner"].schema_editor(collect_sql=True, atomic=False) as editor:
        state = migration.apply(state, editor, collect_sql=True)
    statements = [line for line in editor.collected_sql if _is_ours(line)]
    created = [
        op.name
        for op in migration.operations
        if isinstance(op, CreateModel)
        and scope_of(migration.app_label, op.name.lower()) == PRACTICE
    ]
    return "\n".join(statements + _rights_and_watch(migration.app_label, created)), state


def _is_ours(line: str) -> bool:
    """Django makes a text key a second index for LIKE; nobody searches keys by a pattern."""
    return not line.startswith("--") and '_like" ON ' not in line


def _rights_and_watch(app_label: str, created: list[str]) -> list[str]:
    lines = []
    for name in created:
        model = apps.get_model(app_label, name)
        assert issubclass(model, PracticeModel)
        table = model._meta.db_table
        lines.append(practice_grant(table, append_only=model.append_only, role=ROLE) + ";")
        if model.watched:
            lines.append(f"SELECT public.audit_watch('{SCHEMA}', '{table}');")
    return lines
