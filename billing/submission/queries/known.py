"""What the clearing knows of whose a word may be: numbers and practices of one group."""

import uuid
from collections.abc import Sequence

from billing.claims.models import ClaimRoute
from billing.submission.hearing.words import Word
from billing.submission.models import Departure, InboundFile
from billing.submission.splitting import Here, Known
from practices.registry.models import Practice

AT_ONCE = 10_000


def known_to(file: InboundFile, words: Sequence[Word]) -> Known:
    """In the clearing: of the file's own group and clearinghouse, and of no other."""
    rows = Practice.objects.filter(organization=file.organization_id)
    practices = {pk: Here(pk, npi, tax) for pk, npi, tax in rows.values_list("pk", "npi", "tax_id")}
    trips = Departure.objects.filter(house=file.house_id, practice__in=list(practices))
    references = {word.batch for word in words if word.batch}
    controls = {word.control for word in words if word.control}
    return Known(
        practices,
        _numbers({word.claim for word in words if word.claim}, list(practices)),
        dict(trips.filter(reference__in=references).values_list("reference", "practice_id")),
        {
            control: (practice_id, reference)
            for control, practice_id, reference in trips.filter(
                control__in=controls, kind="claims"
            ).values_list("control", "practice_id", "reference")
        },
    )


def _numbers(wanted: set[str], practices: list[uuid.UUID]) -> dict[str, list[uuid.UUID]]:
    found: dict[str, list[uuid.UUID]] = {}
    ordered = sorted(wanted)
    for begin in range(0, len(ordered), AT_ONCE):
        part = ordered[begin : begin + AT_ONCE]
        rows = ClaimRoute.objects.filter(control_number__in=part, practice__in=practices)
        for number, practice_id in rows.values_list("control_number", "practice_id"):
            found.setdefault(number, []).append(practice_id)
    return found
