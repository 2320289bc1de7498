"""Services on no claim as a page shows them: with who would pay, or why no claim can be made."""

from collections.abc import Sequence
from dataclasses import dataclass

from billing.claims.building import drafts_of
from billing.claims.queries.orders import orders_for
from billing.claims.queries.unbilled import (
    AtLocation,
    Sums,
    Window,
    locations,
    page,
    sums_of,
)
from practices.mirror import queries as mirror
from practices.mirror.models import Patient
from practices.mirror.treated import Treated


@dataclass(frozen=True, slots=True)
class UnbilledRow:
    """`why` tells what stands in the way; else `payer` would be asked, with `doubt` if any."""

    treated: Treated
    patient: str
    payer: str
    why: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Told:
    """A page; sums stand on the first one alone."""

    window: Window
    rows: Sequence[UnbilledRow]
    next_after: str
    locations: Sequence[AtLocation]

    @property
    def sums(self) -> Sums:
        return sums_of(self.locations)


def told_of(window: Window, *, clinic: str, after: str) -> Told:
    found = page(window, clinic=clinic, after=after)
    places = [] if after else locations(window)
    return Told(window, rows_of(found.keys), found.next_after, places)


def rows_of(keys: Sequence[str]) -> list[UnbilledRow]:
    """In the order of the keys."""
    found = {one.key: one for one in mirror.treated(keys)}
    told = [found[key] for key in keys if key in found]
    sorted_ = drafts_of(told, orders_for(told, "claim"))
    drafts = {one.key: draft for draft in sorted_.drafts for one in draft.treated}
    names = _names({one.patient_key for one in told})
    return [
        UnbilledRow(
            treated=one,
            patient=names.get(one.patient_key, ""),
            payer=(drafts[one.key].cover.carrier or ("", ""))[0] if one.key in drafts else "",
            why=sorted_.unfit.get(one.key, ""),
            doubt=" ".join(drafts[one.key].doubts) if one.key in drafts else "",
        )
        for one in told
    ]


def _names(keys: set[str]) -> dict[str, str]:
    rows = Patient.objects.filter(source_key__in=keys)
    told = rows.values_list("source_key", "last_name", "first_name")
    return {key: f"{last}, {first}" for key, last, first in told}
