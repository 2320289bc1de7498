"""What the office left lying: services on no claim, and claims not sent, some at fault. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from dso.onboarding.history import Stage
from dso.onboarding.open_dental.claims import Filed
from dso.onboarding.open_dental.rows import NO_DAY, Row, Tables

ON_NO_CLAIM, NOT_SENT = 4, 7
FAULT_EVERY = 2
WAITING = "W"


def leave(tables: Tables, claims: Sequence[Filed]) -> Tables:
    """Of the newest claims that nobody answered: the newest were never made, the next are waiting
    to be sent, and every other of these lacks what its payer wants to know.
    """
    unmade, waiting = left_of(claims)
    lines = [row for row in tables["claimproc"] if row["ClaimNum"] not in unmade]
    wrong = _procedures_of(waiting[::FAULT_EVERY], lines)
    return {
        **tables,
        "claim": [
            _not_sent(row) if row["ClaimNum"] in waiting else row
            for row in tables["claim"]
            if row["ClaimNum"] not in unmade
        ],
        "claimproc": lines,
        "procedurelog": [
            _at_fault(row) if row["ProcNum"] in wrong else row for row in tables["procedurelog"]
        ],
    }


def left_of(claims: Sequence[Filed]) -> tuple[set[int], list[int]]:
    """Numbers of claims that were never made, and of those that are waiting to be sent."""
    open_ = [claim for claim in claims if claim.past.stage is Stage.OPEN]
    newest = sorted(open_, key=lambda claim: (claim.past.case.served_on, claim.number))[::-1]
    waiting = newest[ON_NO_CLAIM : ON_NO_CLAIM + NOT_SENT]
    unmade = {claim.number for claim in newest[:ON_NO_CLAIM]}
    return unmade, [claim.number for claim in waiting]


def _procedures_of(claims: Iterable[int], lines: Iterable[Row]) -> set[object]:
    wanted = set(claims)
    return {row["ProcNum"] for row in lines if row["ClaimNum"] in wanted}


def _not_sent(row: Mapping[str, object]) -> Row:
    return {**row, "ClaimStatus": WAITING, "DateSent": NO_DAY, "DateSentOrig": NO_DAY}


def _at_fault(row: Mapping[str, object]) -> Row:
    """A filling without its surfaces, a crown of which nobody said whether it is the first."""
    surfaces = row["Surf"] if row["ToothNum"] else ""
    return {**row, "Surf": "" if surfaces else row["Surf"], "Prosthesis": ""}
