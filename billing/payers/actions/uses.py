"""Which payers a practice's claims go to."""

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import connection

from compliance.access import context
from practices.registry.bulk import array_of
from practices.registry.ids import new_id

MET = """
INSERT INTO payers_payeruse AS kept (id, practice_id, payer_id, last_on)
SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::date[])
           AS told (id, practice_id, payer_id, last_on)
 WHERE NOT EXISTS (SELECT FROM payers_payeruse known
                    WHERE (known.practice_id, known.payer_id) = (told.practice_id, told.payer_id)
                      AND known.last_on >= told.last_on)
ON CONFLICT (practice_id, payer_id) DO UPDATE SET last_on = EXCLUDED.last_on
 WHERE kept.last_on < EXCLUDED.last_on
"""


def met(newest: Mapping[uuid.UUID, date]) -> None:
    """By payer the newest day of service, of claims of the practice we stand in."""
    practice_id = context.practice().id
    told = sorted(newest.items())
    if not told:
        return
    columns = (
        array_of(new_id() for _ in told),
        array_of(practice_id for _ in told),
        array_of(pk for pk, _ in told),
        array_of(str(day) for _, day in told),
    )
    with connection.cursor() as cursor:
        cursor.execute(MET, columns)
