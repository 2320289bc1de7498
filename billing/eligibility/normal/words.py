"""What payers write as text: read by patterns, with low confidence, and the text is kept.

A text never overrides what is coded. What no pattern knows stays a note for a person.
"""

import re
from collections.abc import Sequence
from datetime import date

from billing.eligibility.benefits import Scope

TEXT_LENGTH_MAX = 500
MISSING_TOOTH = re.compile(
    r"missing\s+(?:and\s+unreplaced\s+)?(?:tooth|teeth)\s+(?:clause|limitation|exclusion|provision)",
    re.IGNORECASE,
)
NO = re.compile(
    r"\b(?:no|not|none|without|does\s+not|n/?a|waived|false)\b|:\s*n(?:o|one)?\b", re.IGNORECASE
)
YES = re.compile(r"\b(?:yes|applies|apply|applicable|excluded|not\s+covered)\b", re.IGNORECASE)
NO_WAIT = re.compile(
    r"\bno\s+waiting|waiting\s+periods?\b.{0,20}\b(?:none|no|waived|met|satisfied)\b",
    re.IGNORECASE,
)
WAIT_MONTHS = re.compile(
    r"(\d{1,2})[\s-]*months?\s+waiting|waiting\s+periods?\D{0,20}(\d{1,2})\s*mo", re.IGNORECASE
)
PER = re.compile(r"\bper\s+(tooth|quadrant|arch|provider|office)\b", re.IGNORECASE)
LAST = re.compile(
    r"(?:last\s+(?:service|visit|paid|seen)\b|history|date\s+of\s+(?:last\s+)?service)\D{0,25}"
    r"(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}|\d{8})",
    re.IGNORECASE,
)
CODE = re.compile(r"\bD\d{4}\b")


def missing_tooth(text: str) -> bool | None:
    """Whether a text says the plan has a missing-tooth clause; None where it does not say."""
    if not MISSING_TOOTH.search(text):
        return None
    if re.search(r"not\s+covered|excluded", text, re.IGNORECASE):
        return True
    if NO.search(text):
        return False
    return True if YES.search(text) or len(text) < 60 else None


def waiting_months(text: str) -> int | None:
    """0 says that there is none."""
    if NO_WAIT.search(text):
        return 0
    found = WAIT_MONTHS.search(text)
    return int(found.group(1) or found.group(2)) if found else None


def scope(texts: Sequence[str]) -> Scope:
    found = {match.group(1).lower() for text in texts for match in PER.finditer(text)}
    return found.pop() if len(found) == 1 else "mouth"  # type: ignore[return-value]  # PER names scopes alone


def last_service(text: str) -> date | None:
    found = LAST.search(text)
    return _day(found.group(1)) if found else None


def codes_in(text: str) -> list[str]:
    return list(dict.fromkeys(CODE.findall(text)))


def _day(told: str) -> date | None:
    try:
        if "/" in told:
            month, day, year = map(int, told.split("/"))
            return date(year, month, day)
        return date.fromisoformat(told)
    except ValueError:
        return None
