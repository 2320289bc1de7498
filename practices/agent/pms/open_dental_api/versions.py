"""Since which version of the program each call exists that we make."""

import re

Version = tuple[int, ...]

SINCE: dict[tuple[str, str], Version] = {
    ("PUT", "claimprocs/#"): (22, 3, 33),
    ("PUT", "claims/#"): (21, 4),
    ("PUT", "claims/#/Status"): (21, 3),
    ("POST", "claimpayments"): (22, 4, 8),
    ("POST", "claimpayments/Batch"): (24, 2, 18),
    ("DELETE", "claimpayments/#"): (24, 3, 13),
    ("POST", "commlogs"): (21, 1),
    ("POST", "documents/Upload"): (21, 1),
    ("POST", "adjustments"): (22, 2, 22),
    ("PUT", "insverifies"): (24, 1, 17),
}


def needed(method: str, path: str) -> Version:
    """Of a call by its path; () where no version is too old."""
    return SINCE.get((method, re.sub(r"/\d+", "/#", path)), ())


def parsed(text: str) -> Version:
    """`24.3.10.0` → (24, 3, 10, 0); () for what is no version, which refuses nothing."""
    return tuple(int(part) for part in text.split(".") if part.isdigit())
