"""How a rule is written down, and the catalog of all: one file each under `rules`. Pure."""

import ast
import hashlib
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from types import ModuleType
from typing import Literal

from billing.coding.codes import Codes
from billing.coding.codes import codes as codes_of
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.traits import BITS

Party = Literal["billing", "rendering", "payer", "patient", "subscriber"]
Spoken = Iterator[Said]
PAGE_PARTS = ("Checks", "Why it is denied", "What to do")


class Rule:
    """A function from facts to what it says, with what it must have to run at all.

    `codes` limits a line rule to those codes; `of` names whom a party rule looks at.
    """

    def __init__(
        self,
        code: str,
        severity: Severity,
        call: Callable[..., object],
        *,
        needs: str = "",
        codes: str = "any",
        of: Party | Literal["claim", "line", "own"] = "claim",
        version: str = "",
    ) -> None:
        self.code, self.severity, self.call, self.of = code, severity, call, of
        self.needs = frozenset(needs.split())
        self.codes: Codes = codes_of(codes)
        self._version = version
        unknown = self.needs - BITS.keys()
        if unknown:
            raise ValueError(f"{code} needs {sorted(unknown)}; known are {sorted(BITS)}")

    @property
    def name(self) -> str:
        """Named after the fault, as its file is."""
        return self.call.__name__

    @property
    def family(self) -> str:
        """The folder it stands in."""
        return self.call.__module__.split(".")[-2]

    @property
    def page(self) -> str:
        """What a biller reads: its docstring."""
        return inspect.getdoc(self.call) or ""

    @cached_property
    def version(self) -> str:
        """Eight characters that change when what stands in its file does; its words do not count.

        What it calls elsewhere may change without them: that is the release's version.
        """
        return self._version or _version_of(self.call.__module__)


def rule(
    code: str, severity: Severity, *, needs: str = ""
) -> Callable[[Callable[[ClaimFacts], Spoken]], Callable[[ClaimFacts], Spoken]]:
    """A rule of the whole claim. `needs` are names of `traits`, all of which must be there."""
    return _registered(code, severity, needs=needs)


def line_rule(
    code: str, severity: Severity, *, codes: str = "any", needs: str = ""
) -> Callable[
    [Callable[[ClaimFacts, Line], Said | None]], Callable[[ClaimFacts, Line], Said | None]
]:
    """A rule that looks at one line at a time, of these codes only."""
    return _registered(code, severity, needs=needs, codes=codes, of="line")


def party_rule[P](
    code: str, severity: Severity, *, of: Party
) -> Callable[[Callable[[P], Spoken]], Callable[[P], Spoken]]:
    """A rule about someone on the claim, asked once for each of them and not for each claim."""
    return _registered(code, severity, of=of)


def _registered[F: Callable[..., object]](
    code: str, severity: Severity, **told: object
) -> Callable[[F], F]:
    def keep(call: F) -> F:
        one = Rule(code, severity, call, **told)  # type: ignore[arg-type]  # as the decorators say
        if code in RULES and RULES[code].call.__module__ != call.__module__:
            raise ValueError(f"{code} names two rules")
        RULES[code] = one
        return call

    return keep


RULES: dict[str, Rule] = {}


@cache
def catalog() -> dict[str, Rule]:
    """Every rule of the folder, by code, in the order of codes."""
    from billing.scrub import rules

    _import_all(rules)
    return dict(sorted(RULES.items()))


def _import_all(package: ModuleType) -> None:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(found.name)


@cache
def _version_of(module: str) -> str:
    tree = ast.parse(inspect.getsource(importlib.import_module(module)))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest()[:8]
