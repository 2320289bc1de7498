"""`python -m billing.submission.hearing DAY`: words of the file on standard input, as JSON.

The first line says what the file is, each further line is one word.
"""

import sys
from datetime import date

import msgspec

from billing.submission.hearing.reading import heard
from billing.x12.resting import collector_resting


def main() -> None:
    today = date.fromisoformat(sys.argv[1])
    with collector_resting():
        told = heard(sys.stdin.buffer.read(), today=today)
    encoder, out = msgspec.json.Encoder(), sys.stdout.buffer
    out.write(encoder.encode(msgspec.structs.replace(told, words=())) + b"\n")
    for word in told.words:
        out.write(encoder.encode(word) + b"\n")
    out.write(b"{}\n")


main()
