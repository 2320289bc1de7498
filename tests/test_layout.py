"""The house's own promises that a linter's list cannot keep by itself."""

import ast
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("dso", "remits", "billing", "practices", "compliance")
FRAMEWORKS = {"django", "celery"}
# Names that say what a file does for the framework, even where it imports none of it.
# It starts processes and asks the machine; what it touches is no framework and no thought either.
MACHINERY = "dso.embedded."
ROLES = {"urls", "wsgi", "views", "api", "forms", "tasks", "actions", "queries", "models", "apps"}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*FOLDERS, include_external_packages=True)


def contract(name: str) -> dict[str, Any]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())
    found: list[dict[str, Any]] = told["tool"]["importlinter"]["contracts"]
    return next(one for one in found if one["name"] == name)


def pure_modules(graph: grimp.ImportGraph) -> set[str]:
    """Every file with code in it that reaches no framework, however far its imports go."""
    return {
        module
        for module in graph.modules
        if module.partition(".")[0] in FOLDERS
        and not module.startswith(MACHINERY)
        and not ROLES & set(module.split("."))
        and not graph.find_children(module)
        and not FRAMEWORKS & graph.find_upstream_modules(module)
        and "__main__" not in module
    }


def test_every_pure_module_is_held_to_it(graph: grimp.ImportGraph) -> None:
    """A new file that only thinks is named in the contract, so that it stays so."""
    named = contract("Thinking is pure")["source_modules"]

    forgotten = {
        module
        for module in pure_modules(graph)
        if not any(module == name or module.startswith(f"{name}.") for name in named)
    }

    assert forgotten == set()


def _has_role(room: Path, role: str) -> bool:
    """As a file, or as a folder of files."""
    return (room / f"{role}.py").is_file() or (room / role / "__init__.py").is_file()


def test_every_room_stands_in_the_contract_of_its_inside() -> None:
    """A room is a folder with roles in it."""
    rooms = {
        f"{folder}.{place.name}"
        for folder in FOLDERS
        for place in (ROOT / folder).iterdir()
        if place.is_dir() and any(_has_role(place, role) for role in ROLES - {"apps"})
    }

    assert rooms == set(contract("Inside a room")["containers"])


FILE_LINES_MAX = {"median": 60, "90th percentile": 200}
FUNCTION_LINES_MAX = {"median": 8, "99th percentile": 50}
VIEW_LINES_MAX = 12


@cache
def trees() -> dict[str, ast.Module]:
    """Each file of ours, generated ones left out."""
    files = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")]
    return {
        str(file.relative_to(ROOT)): ast.parse(file.read_text())
        for file in files
        if "migrations" not in file.parts
    }


def functions(tree: ast.Module) -> list[tuple[str, int]]:
    """Each by its name, with how many lines it has."""
    return [
        (node.name, (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def at(percent: int, lengths: Iterable[int]) -> int:
    ordered = sorted(lengths)
    return ordered[len(ordered) * percent // 100]


def test_files_stay_short() -> None:
    lengths = [len((ROOT / file).read_text().splitlines()) for file in trees()]

    assert at(50, lengths) <= FILE_LINES_MAX["median"]
    assert at(90, lengths) <= FILE_LINES_MAX["90th percentile"]


def test_functions_stay_short() -> None:
    lengths = [lines for tree in trees().values() for _, lines in functions(tree)]

    assert at(50, lengths) <= FUNCTION_LINES_MAX["median"]
    assert at(99, lengths) <= FUNCTION_LINES_MAX["99th percentile"]


def test_what_views_do_themselves_stays_short() -> None:
    """A view loads, makes one call and renders, and so do its helpers."""
    long = {
        f"{file}: {name}": lines
        for file, tree in trees().items()
        if "views" in Path(file).with_suffix("").parts
        for name, lines in functions(tree)
        if lines > VIEW_LINES_MAX
    }

    assert long == {}
