"""A foreign file read in a limited child."""

from datetime import date

import msgspec

from billing.submission.hearing.words import Heard, Word
from compliance.intake import child
from compliance.intake.child import ChildFailed, Limits

LIMITS = Limits(memory_bytes=2 << 30, cpu_seconds=60, wall_seconds=120)
END = b"{}"
UNREADABLE = "It could not be read within the memory and time a file may take"


def read(data: bytes, *, today: date) -> Heard:
    """Refused where the child failed, or did not come to an end."""
    first, words, is_whole = b"", [], False
    decode = msgspec.json.Decoder(Word).decode
    try:
        lines = child.read_in_child(
            "billing.submission.hearing", data=data, arguments=[today.isoformat()], limits=LIMITS
        )
        for line in lines:
            told = line.rstrip(b"\n")
            if not first:
                first = told
            elif told == END:
                is_whole = True
            else:
                words.append(decode(told))
    except (ChildFailed, msgspec.DecodeError):
        return Heard("", UNREADABLE)
    if not is_whole:
        return Heard("", UNREADABLE)
    head = msgspec.json.decode(first, type=Heard)
    return msgspec.structs.replace(head, words=tuple(words))
