"""`python -m billing.x12 read FILE --json`: what a file says, or why it is refused.

Payments, dental claims, questions of eligibility and of claim status, answers and acknowledgements
are told whole, of other sets the envelope.

`-` reads standard input. `stream FILE` writes one JSON value a line while it reads, in constant
memory: `{"remittance": …}`, or `{"other": …}` for any other set, all of it typed (see `codec`), and
last `{"end": true}` or `{"refused": …}`; without that line the file is not whole.
Exit 0: readable. Exit 2: refused, with the place and the reason.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any, BinaryIO

from billing.x12 import codec
from billing.x12.envelope import transactions
from billing.x12.errors import X12Error
from billing.x12.told import as_json
from billing.x12.typed import typed

REFUSED = 2
COUNTED = {"claim_count": "claims", "member_count": "members", "status_count": "claim statuses"}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m billing.x12", description=__doc__)
    parser.add_argument("verb", choices=["read", "stream"])
    parser.add_argument("file")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.file == "-":
        return answer(asked, sys.stdin.buffer)
    try:
        with Path(asked.file).open("rb") as source:
            return answer(asked, source)
    except OSError as problem:
        print(f"{asked.file}: {problem.strerror}", file=sys.stderr)
        return REFUSED


def answer(asked: argparse.Namespace, source: BinaryIO) -> int:
    if asked.verb == "stream":
        return stream(source, sys.stdout.buffer)
    told = whole(source)
    print(json.dumps(told) if asked.json else summary(told))
    return REFUSED if told["errors"] else 0


def whole(source: BinaryIO) -> dict[str, Any]:
    """All sets of the file, or none and the error that refused it."""
    try:
        return as_json(tuple(typed(source)), ())
    except X12Error as refused:
        return as_json((), (refused.problem,))


def stream(source: BinaryIO, out: BinaryIO) -> int:
    try:
        for told in transactions(source):
            out.write(codec.line_of(told) + b"\n")
    except X12Error as refused:
        out.write(codec.refused_line(refused.problem) + b"\n")
        return REFUSED
    out.write(codec.END + b"\n")
    return 0


def summary(told: dict[str, Any]) -> str:
    refused = [
        f"refused: {error['message']} (byte {error['offset']}, segment {error['segment']})"
        for error in told["errors"]
    ]
    return "\n".join(refused + [f"{one['set']} {_said(one)}" for one in told["transactions"]])


def _said(told: dict[str, Any]) -> str:
    control = told["control"]
    for field, things in COUNTED.items():
        if field in told:
            return f"{control}: {told[field]} {things}, {len(told['warnings'])} warnings"
    if "is_accepted" in told:
        state = "accepted" if told["is_accepted"] else "not accepted"
        return f"{control}: {state} ({told['verdict']}), {len(told['warnings'])} warnings"
    if "paid_cents" not in told:
        return f"{control}: {told['segments']} segments"
    state = "balances" if not told["gaps"] else f"{len(told['gaps'])} gaps"
    paid = f"{told['paid_cents'] / 100:,.2f} from {told['payer']}"
    return f"{control}: {paid}, {len(told['claims'])} claims, {state}"


if __name__ == "__main__":
    sys.exit(main())
