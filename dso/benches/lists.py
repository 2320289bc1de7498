"""A million claims and a million audit events: far pages and searches against the first page."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connections

from billing.claims import queries
from billing.claims.models import Claim
from billing.payers.models import Payer
from compliance.audit.models import Event
from dso.benches import turns
from dso.benches.bench import Bench, Figures, Target
from dso.benches.groups import TODAY, found_group
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice

CLAIMS = {"small": 40_000, "full": 1_000_000}
CLAIMS_PER_PATIENT = 4
EVENTS_OF_ONE = 500

# Four in five have a name with Ba. Oldham are one in eighty, and all their claims are the oldest.
PATIENTS = """
INSERT INTO mirror_patient (id, source_key, first_name, last_name)
SELECT gen_random_uuid(), n::text,
       (ARRAY['Ann', 'Bea', 'Carl', 'Dora', 'Emil', 'Finn', 'Gwen'])[1 + n %% 7],
       CASE WHEN n %% 80 = 0 THEN 'Oldham' WHEN n %% 5 > 0 THEN 'Ba' ELSE chr(67 + n / 5 %% 24) END
       || chr(97 + n / 7 %% 26) || chr(97 + n / 182 %% 26) || 'son'
  FROM generate_series(1, %(patients)s) AS n
"""
# One in twenty came on one day, as when a practice joins.
LAY_CLAIMS = """
INSERT INTO claims_claim (id, control_number, patient_id, payer_id, rank, member_id,
    payer_control_number, state, charge_cents, served_on)
SELECT gen_random_uuid(), 'CLM-' || lpad(n::text, 8, '0'), patient.id, %(payer)s, 1,
       'M' || patient.source_key, '', CASE n %% 100 WHEN 0 THEN 'denied' ELSE 'answered' END, 24000,
       CASE WHEN patient.last_name LIKE 'Oldham%%' THEN %(today)s - 4000
            WHEN n %% 20 = 0 THEN %(joined)s
            ELSE %(today)s - (n * 7919 %% 1800)::int END
  FROM generate_series(1, %(claims)s::bigint) AS n
  JOIN mirror_patient AS patient ON patient.source_key = (1 + n %% %(patients)s)::text
"""
# Each claim has one event, and the first has as many more as `of_one`.
EVENTS = """
INSERT INTO audit_event (at, practice_id, actor, request_id, deed, subject_kind, subject_ids,
    fields, detail)
SELECT now(), %(practice)s, 'user:1', '', CASE n %% 3 WHEN 0 THEN 'read' ELSE 'update' END,
       'claims_claim', CASE WHEN n %% (%(claims)s / %(of_one)s) = 0 THEN ARRAY[id, first.first_id]
       ELSE ARRAY[id] END, '{}', '{}'
  FROM (SELECT id, row_number() OVER (ORDER BY control_number) AS n FROM claims_claim) AS claim,
       (SELECT id AS first_id FROM claims_claim ORDER BY control_number LIMIT 1) AS first
"""

SEARCHES = {
    "four_of_five": "Ba",
    "a_family": "Cadson",
    "two_names": "Ba Carl",
    "a_number": "CLM-00000017",
    "nobody": "Zzz",
    "nobody_of_many": "Carl Zzz",
}
JOINED_ON = TODAY - timedelta(days=900)
# The middle of many, because a search that finds nothing is a few milliseconds long.
side_by_side = partial(turns.side_by_side, at=0.5)

BOUND = "Oldham"  # fits many, and none of the claims that are looked at


def measure(size: str) -> Figures:
    practice = found_group(1)[0]
    _lay(practice, CLAIMS[size])
    with in_practice(practice):
        return _pages() | _searches() | _histories()


def _lay(practice: Practice, claims: int) -> None:
    payer = Payer.objects.create(public_id="bench", name="Bench", originator_id="1999999999")
    given: dict[str, Any] = {
        "claims": claims,
        "patients": claims // CLAIMS_PER_PATIENT,
        "of_one": EVENTS_OF_ONE,
        "payer": payer.pk,
        "practice": practice.pk,
        "today": TODAY,
        "joined": JOINED_ON,
    }
    with connections["owner"].cursor() as cursor:
        cursor.execute(f'SET search_path = "{practice.schema}", public')
        cursor.execute("SELECT set_config('dso.actor', 'system:bench', false)")
        for rows in (PATIENTS, "ANALYZE mirror_patient", LAY_CLAIMS, EVENTS, "VACUUM ANALYZE"):
            cursor.execute(rows, given)


def _pages() -> dict[str, float]:
    """Each far page beside the first one of its kind."""
    oldest = Claim.objects.order_by("served_on", "pk").values_list("pk", flat=True)
    denied = oldest.filter(state="denied")
    same_day = oldest.filter(served_on=JOINED_ON)
    last, last_denied, amid = str(oldest[60]), str(denied[60]), str(same_day[same_day.count() // 2])
    first_ms, last_ms = side_by_side(queries.page, lambda: queries.page(after=last))
    _, same_day_ms = side_by_side(queries.page, lambda: queries.page(after=amid))
    one_ms, other_ms = side_by_side(
        lambda: queries.page(state="denied"),
        lambda: queries.page(state="denied", after=last_denied),
    )
    return {
        "first_page_ms": first_ms,
        "last_over_first_page": max(last_ms / first_ms, other_ms / one_ms, same_day_ms / first_ms),
    }


def _searches() -> dict[str, float]:
    told = {f"search_over_first_page_{n}": _over_first(words) for n, words in SEARCHES.items()}
    worst = max(told.values())
    return told | {"search_over_first_page": worst, "bound_over_first_page": _over_first(BOUND)}


def _over_first(words: str) -> float:
    first_ms, found_ms = side_by_side(queries.page, lambda: queries.page(words=words))
    return found_ms / first_ms


def _histories() -> dict[str, float]:
    """What happened to one claim: the newest, and one of many events, against the oldest."""
    by_number = Claim.objects.order_by("control_number").values_list("pk", flat=True)
    most, early, late = by_number[0], by_number[1], by_number.reverse()[0]
    early_ms, late_ms = side_by_side(_history(early), _history(late))
    one_ms, many_ms = side_by_side(_history(early), _history(most))
    return {
        "history_ms": early_ms,
        "newest_over_oldest_history": late_ms / early_ms,
        "history_of_500_over_one": many_ms / one_ms,
    }


def _history(pk: object) -> Callable[[], object]:
    return lambda: list(Event.objects.about(pk).newest_first().exclude(deed="read")[:20])


BENCH = Bench(
    "lists",
    measure,
    {
        "last_over_first_page": Target("<=", 1.5),
        "search_over_first_page": Target("<=", 10),
        "bound_over_first_page": Target("<=", 50),
        "newest_over_oldest_history": Target("<=", 1.5),
    },
)
