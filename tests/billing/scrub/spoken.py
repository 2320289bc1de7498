"""Rules made up for tests of the run, and what was said."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from billing.scrub.catalog import Rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Finding, Said, Severity


def speaks(
    text: str = "wrong",
    **told: Any,  # noqa: ANN401  # as Said takes them
) -> Callable[[object], Iterator[Said]]:
    """A rule of claim or person that always says one thing."""

    def call(_of: object) -> Iterator[Said]:
        yield msgspec.structs.replace(Said(text=text, fix="mend"), **told)

    return call


def on_each_line(_claim: ClaimFacts, line: Line) -> Said | None:
    return Said(text=f"line {line.number}", fix="mend")


def rule(code: str, call: Callable[..., object], **told: str) -> Rule:
    made = Rule(code, Severity.WARN, call, **told)  # type: ignore[arg-type]  # as decorators do
    made.version = "12345678"
    return made


def texts(found: list[Finding]) -> list[str]:
    return [one.text for one in found]


TWO_LINES = [{"code": "D0140", "fee_cents": 100_00}, {"code": "D2391", "fee_cents": 50_00}]
