"""Finding payers by what practices call them."""

import uuid
from collections.abc import Collection

from django.db.models.functions import Lower

from billing.payers.models import Payer
from billing.payers.naming import Named, public_id_of


def ids_of(names: Collection[Named]) -> dict[Named, uuid.UUID]:
    """By the directory's own name first, then by code; who is not known is absent."""
    rows = Payer.objects.annotate(lowered=Lower("name"))
    by_name = dict(
        rows.filter(lowered__in=[n.name.lower() for n in names]).values_list("lowered", "pk")
    )
    ids = [public_id_of(named) for named in names]
    by_code = dict(Payer.objects.filter(public_id__in=ids).values_list("public_id", "pk"))
    found = {n: by_name.get(n.name.lower()) or by_code.get(public_id_of(n)) for n in names}
    return {named: pk for named, pk in found.items() if pk}
