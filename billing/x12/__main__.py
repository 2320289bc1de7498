"""`python -m billing.x12 read FILE --json`: what a file says, or why it is refused.

`-` reads standard input. `stream FILE` writes one JSON value a line while it reads, in constant
memory: `{"remittance": …}` or `{"other": …}` for each set, all of it typed (see
`codec`), and last `{"end": true}` or `{"refused": …}`; without that line the file is not whole.
Exit 0: readable. Exit 2: refused, with the place and the reason.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import BinaryIO

from billing.x12 import codec
from billing.x12.envelope import transactions
from billing.x12.errors import X12Error
from billing.x12.reading import Reading, read
from billing.x12.told import as_json

REFUSED = 2


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
    reading = read(source)
    print(json.dumps(as_json(reading)) if asked.json else summary(reading))
    return REFUSED if reading.is_refused else 0


def stream(source: BinaryIO, out: BinaryIO) -> int:
    try:
        for told in transactions(source):
            out.write(codec.line_of(told) + b"\n")
    except X12Error as refused:
        out.write(codec.refused_line(refused.problem) + b"\n")
        return REFUSED
    out.write(codec.END + b"\n")
    return 0


def summary(reading: Reading) -> str:
    lines = [
        f"refused: {error.message} (byte {error.offset}, segment {error.segment})"
        for error in reading.errors
    ]
    for told in as_json(reading)["transactions"]:
        if told["set"] != "835":
            lines.append(f"{told['set']} {told['control']}: {told['segments']} segments")
            continue
        state = "balances" if not told["gaps"] else f"{len(told['gaps'])} gaps"
        lines.append(
            f"835 {told['control']}: {told['paid_cents'] / 100:,.2f} from {told['payer']}, "
            f"{len(told['claims'])} claims, {state}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
