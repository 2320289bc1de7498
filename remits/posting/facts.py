"""Between stored JSON and the values that planning thinks in. Pure."""

import uuid
from collections.abc import Mapping
from typing import Any

from billing.ledger.accounts import Account
from remits.clearing.answer import Answer
from remits.matching.score import Band, Match
from remits.posting.values import Adjusted, NoMoney, Paid, Plan, Question

LOOKED = "looked"


def paid_of(answer: Answer) -> Paid:
    """The claim's own cuts and those of its lines, each with whether a remark stands beside it."""
    adjusted = [
        Adjusted(cut.group, cut.reason, cut.cents, bool(answer.remarks)) for cut in answer.cuts
    ]
    for line in answer.lines:
        remarked = bool(line.remarks or answer.remarks)
        adjusted += [Adjusted(cut.group, cut.reason, cut.cents, remarked) for cut in line.cuts]
    return Paid(
        status=answer.status,
        charge_cents=answer.charge_cents,
        paid_cents=answer.paid_cents,
        adjusted=tuple(adjusted),
    )


def match_as_json(match: Match) -> dict[str, Any]:
    return {
        "claim": str(match.claim_id) if match.claim_id else None,
        "points": match.points,
        "band": match.band.value,
        "reasons": list(match.reasons),
        "runner_up": str(match.runner_up_id) if match.runner_up_id else None,
        "runner_up_points": match.runner_up_points,
        "runner_up_reasons": list(match.runner_up_reasons),
    }


def match_from_json(stored: Mapping[str, Any]) -> Match:
    return Match(
        _uuid(stored["claim"]),
        stored["points"],
        Band(stored["band"]),
        tuple(stored["reasons"]),
        _uuid(stored["runner_up"]),
        stored["runner_up_points"],
        tuple(stored["runner_up_reasons"]),
    )


def proposal_as_json(outcome: Plan | Question | NoMoney) -> dict[str, Any] | None:
    if not isinstance(outcome, Plan):
        return None
    return {
        "legs": [[leg.account.value, leg.cents] for leg in outcome.legs],
        "notes": list(outcome.notes),
        "reverses": str(outcome.reverses_entry_id) if outcome.reverses_entry_id else None,
        "denial": outcome.is_denial,
    }


def corrections_from_json(stored: Mapping[str, str]) -> dict[tuple[str, str], Account] | None:
    """`{"CO-97": "contract_write_off"}` → pairs; None where nobody corrected anything.

    Under LOOKED stands no adjustment: a person saw the payment of a faulty file and found it whole.
    """
    if not stored:
        return None
    found = {}
    for name, account in stored.items():
        if name == LOOKED:
            continue
        group, _, reason = name.partition("-")
        found[group, reason] = Account(account)
    return found


def _uuid(text: str | None) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None
