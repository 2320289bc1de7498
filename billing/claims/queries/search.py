"""Claims by the beginnings of their number and of their patient's names.

A word that few patients and numbers begin with is looked up in an index, and their claims are
sorted. Where each word fits many, claims are compared newest first, up to a bound: what fits many
is met soon.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from billing.claims.models import Claim, ClaimQuerySet
from compliance.access import context

FEW = 2_000
WALK_MAX = 10_000

COUNT = """
SELECT count(*) FROM (
    (SELECT FROM mirror_patient WHERE upper(last_name) LIKE upper(%(begins)s) LIMIT %(max)s)
    UNION ALL
    (SELECT FROM mirror_patient WHERE upper(first_name) LIKE upper(%(begins)s) LIMIT %(max)s)
    UNION ALL
    (SELECT FROM claims_claim WHERE upper(control_number) LIKE upper(%(begins)s) LIMIT %(max)s)
    LIMIT %(max)s
) AS counted
"""

# OFFSET 0 keeps each patient's claims a search of their index, whatever the planner expects.
OF_FEW = """
WITH patients AS MATERIALIZED (
    SELECT id FROM mirror_patient WHERE upper(last_name) LIKE upper(%s)
    UNION SELECT id FROM mirror_patient WHERE upper(first_name) LIKE upper(%s)
), named AS MATERIALIZED (
    SELECT theirs.id FROM patients CROSS JOIN LATERAL (
        SELECT id FROM claims_claim WHERE patient_id = patients.id OFFSET 0
    ) AS theirs
    UNION SELECT id FROM claims_claim WHERE upper(control_number) LIKE upper(%s)
)
SELECT id FROM named
"""

# As above: one look at each claim's patient, and never a pass over all patients.
FITTING = """
SELECT claim.id FROM ({claims}) AS claim CROSS JOIN LATERAL (
    SELECT upper(last_name) AS last_name, upper(first_name) AS first_name
      FROM mirror_patient WHERE id = claim.patient_id OFFSET 0
) AS patient
 WHERE NOT EXISTS (
    SELECT FROM unnest(%s::text[]) AS begins
     WHERE upper(claim.control_number) NOT LIKE upper(begins)
       AND patient.last_name NOT LIKE upper(begins)
       AND patient.first_name NOT LIKE upper(begins))
 ORDER BY claim.served_on DESC, claim.id DESC LIMIT %s
"""


def fewest(words: Sequence[str]) -> str | None:
    """The word that fits the fewest patients and numbers; None where all fit more than FEW."""
    counts = {word: _count(word) for word in words}
    few = min(words, key=lambda word: counts[word])
    return few if counts[few] <= FEW else None


def _count(word: str) -> int:
    """As far as FEW and one more."""
    context.practice()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"begins": _begins(word), "max": FEW + 1})
        counted: int = cursor.fetchone()[0]
        return counted


def fitting(
    rows: ClaimQuerySet, words: Sequence[str], few: str | None, *, rows_max: int
) -> ClaimQuerySet:
    """The newest of `rows` that all words fit: of those that `few` names, or of the newest."""
    if few is None:
        looked_at = rows.newest_first()[:WALK_MAX]
    else:
        looked_at = rows.filter(pk__in=RawSQL(OF_FEW, [_begins(few)] * 3))  # noqa: S611  # bound
    columns = looked_at.values("id", "patient_id", "control_number", "served_on")
    claims, given = columns.query.sql_with_params()
    found = RawSQL(  # noqa: S611  # the claims are a query of Django's, its values are bound
        FITTING.replace("{claims}", claims), [*given, [_begins(word) for word in words], rows_max]
    )
    return Claim.objects.filter(pk__in=found).newest_first()


def _begins(word: str) -> str:
    return f"{connection.ops.prep_for_like_query(word)}%"
