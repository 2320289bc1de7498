"""Features of many claims at once: what is not on the claim itself is read once for all."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from billing.payers.models import Payer
from billing.risk.features import Features, Flag, features_of
from billing.risk.queries.tallies import Tallies, tallies
from billing.scrub.facts import ClaimFacts

TALLIED_DAYS = 1_095


def featured(
    facts: Sequence[ClaimFacts], flags: Mapping[str, Iterable[Flag]], *, today: date
) -> dict[str, Features]:
    """By the claims' ids; each as on its own `today`, by answers that had come before that day."""
    families = _families(facts)
    past = _past(facts, today)
    return {
        one.id: features_of(
            one,
            flags.get(one.id, ()),
            family=families.get(one.payer.id, ""),
            past=past.before(uuid.UUID(one.payer.id), {line.code for line in one.lines}, one.today),
        )
        for one in facts
    }


def _families(facts: Sequence[ClaimFacts]) -> dict[str, str]:
    rows = Payer.objects.filter(pk__in={one.payer.id for one in facts})
    return {str(pk): family for pk, family in rows.values_list("pk", "family")}


def _past(facts: Sequence[ClaimFacts], today: date) -> Tallies:
    payers = {uuid.UUID(one.payer.id) for one in facts}
    codes = {line.code for one in facts for line in one.lines}
    first = min((one.today for one in facts), default=today)
    return tallies(payers, codes, since=min(first, today) - timedelta(days=TALLIED_DAYS))
