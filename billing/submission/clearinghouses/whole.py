"""Whether a file ends before its own end: X12, ACH and BAI2 each say where that is.

Two looks at a size do not show what is written very slowly. Leave a cut file where it is and look
again; one that stays cut for hours is broken, and a person's.
"""

import re

TAIL = 64
INTERCHANGE_END = re.compile(rb"IEA[^A-Za-z0-9]\d{1,5}[^A-Za-z0-9]\d{9}")
FILE_CONTROL = re.compile(rb"^9\d{6}\d{6}\d{8}\d{10}\d{12}\d{12}.{0,39}\r?$", re.MULTILINE)
FILE_TRAILER = re.compile(rb"^99,[+-]?\d+,\d+,\d+/?\s*\Z", re.MULTILINE)


def is_cut(data: bytes) -> bool:
    """False of a kind of file that it does not know."""
    told = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if told.startswith(b"ISA"):
        return INTERCHANGE_END.search(told[-TAIL:]) is None
    if told.startswith(b"101"):
        return FILE_CONTROL.search(told) is None
    if told.startswith(b"01,"):
        return FILE_TRAILER.search(told) is None
    return False
