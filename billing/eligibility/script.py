"""What to ask by phone or portal: hard fields nobody told, where planned work depends on them.

Pure. "Unknown" and "no" are different answers; a question is asked only where it matters.
"""

from collections.abc import Sequence

import msgspec

from billing.eligibility.benefits import Benefits
from billing.eligibility.classes import classes_of, is_major


class Ask(msgspec.Struct, frozen=True):
    """`field` is where the answer is entered; `codes` are the planned ones that depend on it."""

    field: str
    question: str
    codes: tuple[str, ...]


REPLACES_TOOTH = frozenset(
    {"prosthodontics", "prosthodontics-fixed", "prosthodontics-removable", "implants"}
)


def script(told: Benefits | None, planned: Sequence[str]) -> list[Ask]:
    """Questions for the planned codes, in the order of a call; none where all is known."""
    known = told or Benefits()
    major = tuple(dict.fromkeys(code for code in planned if is_major(code)))
    asks = [_active(known, planned), *(_about(known, major) if major else [])]
    return [one for one in asks if one is not None]


def _active(known: Benefits, planned: Sequence[str]) -> Ask | None:
    if known.is_active is not None or not planned:
        return None
    return Ask("is_active", "Is the cover active on the day of the visit?", tuple(planned))


def _about(known: Benefits, major: tuple[str, ...]) -> list[Ask | None]:
    crowns = tuple(code for code in major if "crowns" in classes_of(code))
    replaced = tuple(code for code in major if REPLACES_TOOTH & set(classes_of(code)))
    return [
        _percent(known, major),
        _waiting(known, major),
        _missing(known, replaced),
        _downgrade(known, crowns + replaced),
        _history(known, major),
    ]


def _percent(known: Benefits, major: tuple[str, ...]) -> Ask | None:
    open_codes = tuple(
        code
        for code in major
        if not any(
            one.codes == code or one.service_class in classes_of(code) for one in known.shares
        )
    )
    if not open_codes:
        return None
    return Ask(
        "percent", f"How many per cent does the plan pay for {_list(open_codes)}?", open_codes
    )


def _waiting(known: Benefits, major: tuple[str, ...]) -> Ask | None:
    if known.waits or known.waits_known is not None:
        return None
    return Ask("waiting", "Is there a waiting period for major work? Until which day?", major)


def _missing(known: Benefits, replaced: tuple[str, ...]) -> Ask | None:
    if not replaced or known.missing_tooth_clause is not None:
        return None
    asked = "Is there a missing-tooth clause: does the plan pay for teeth lost before it began?"
    return Ask("missing_tooth", asked, replaced)


def _downgrade(known: Benefits, codes: tuple[str, ...]) -> Ask | None:
    if not codes or known.downgrades or known.downgrades_known is not None:
        return None
    return Ask("downgrade", f"Is {_list(codes)} paid as a cheaper service? As which code?", codes)


def _history(known: Benefits, major: tuple[str, ...]) -> Ask | None:
    if known.history_known or any(one.code in major for one in known.history):
        return None
    return Ask(
        "history", f"When did the plan last pay for {_list(major)}, and on which tooth?", major
    )


def _list(codes: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(codes))
