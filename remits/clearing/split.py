"""Whose is each claim of a payment: by our control number, else by NPI or tax ID.

A payer pays a tax ID, and several practices may share one. What cannot be told apart is not
guessed: it stays in the clearing until a person says whose it is. Pure.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True)
class Site:
    """A practice as far as a payer knows it."""

    practice_id: uuid.UUID
    npi: str
    tax_id: str


class Piece(msgspec.Struct, frozen=True):
    """One claim of the payment; `npis` are those named at the claim or its batch (TS3, NM1*82)."""

    control_number: str
    paid_cents: int
    npis: frozenset[str]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One PLB pair; positive lowers the payment."""

    provider: str
    reference: str
    cents: int


@dataclass(frozen=True, slots=True)
class Part:
    """One practice's part, as positions into the claims and the adjustments."""

    practice_id: uuid.UUID
    claims: tuple[int, ...]
    adjustments: tuple[int, ...]
    claims_cents: int
    adjustments_cents: int

    @property
    def net_cents(self) -> int:
        return self.claims_cents - self.adjustments_cents


@dataclass(frozen=True, slots=True)
class Split:
    """`paid_cents` = the parts' nets + claims without a practice - adjustments without one."""

    paid_cents: int
    parts: tuple[Part, ...]
    unrouted: tuple[int, ...]
    unrouted_cents: int
    unassigned: tuple[int, ...]
    unassigned_cents: int
    how: tuple[str, ...]

    @property
    def explains_every_cent(self) -> bool:
        return self.paid_cents == (
            sum(part.net_cents for part in self.parts) + self.unrouted_cents - self.unassigned_cents
        )


Routes = Mapping[str, frozenset[uuid.UUID]]


def sites_paid(sites: Sequence[Site], *, payee_npi: str, payee_tax_id: str) -> tuple[Site, ...]:
    """The practices a payee names; none means the money is not this group's."""
    return tuple(
        site
        for site in sites
        if (payee_tax_id and site.tax_id == payee_tax_id) or (payee_npi and site.npi == payee_npi)
    )


def split(
    *,
    paid_cents: int,
    pieces: Sequence[Piece],
    adjustments: Sequence[Adjustment],
    sites: Sequence[Site],
    routes: Routes,
    payee_npi: str = "",
) -> Split:
    """Give each claim and adjustment to one of `sites`, or to nobody. `routes` is upper-cased."""
    owners = [_owner(piece, sites, routes, payee_npi) for piece in pieces]
    found = {owner for owner, _ in owners if owner}
    takers = [
        _taker(adjustment, pieces, owners, sites, routes, found) for adjustment in adjustments
    ]
    parts = []
    for practice_id in sorted(found | {taker for taker in takers if taker}):
        mine = tuple(i for i, (owner, _) in enumerate(owners) if owner == practice_id)
        taken = tuple(i for i, taker in enumerate(takers) if taker == practice_id)
        parts.append(
            Part(
                practice_id,
                mine,
                taken,
                sum(pieces[i].paid_cents for i in mine),
                sum(adjustments[i].cents for i in taken),
            )
        )
    unrouted = tuple(i for i, (owner, _) in enumerate(owners) if owner is None)
    unassigned = tuple(i for i, taker in enumerate(takers) if taker is None)
    return Split(
        paid_cents,
        tuple(parts),
        unrouted,
        sum(pieces[i].paid_cents for i in unrouted),
        unassigned,
        sum(adjustments[i].cents for i in unassigned),
        tuple(how for _, how in owners),
    )


def _owner(
    piece: Piece, sites: Sequence[Site], routes: Routes, payee_npi: str
) -> tuple[uuid.UUID | None, str]:
    """Our number, else who treated, else who was paid; where each leaves several, nobody."""
    ours = {site.practice_id for site in sites}
    numbered = routes.get(piece.control_number.upper(), frozenset()) & ours
    if len(numbered) == 1:
        return next(iter(numbered)), "control number"
    named = {site.practice_id for site in sites if site.npi in piece.npis}
    narrowed = named & numbered if numbered else named
    if len(narrowed) == 1:
        return next(iter(narrowed)), "NPI of the claim"
    paid = {site.practice_id for site in sites if payee_npi and site.npi == payee_npi}
    paid = (paid & numbered if numbered else paid) or (ours if not numbered else paid)
    if len(paid) == 1:
        return next(iter(paid)), "payee"
    return None, "two practices use this number" if numbered else "no practice knows this number"


def _taker(
    adjustment: Adjustment,
    pieces: Sequence[Piece],
    owners: Sequence[tuple[uuid.UUID | None, str]],
    sites: Sequence[Site],
    routes: Routes,
    found: set[uuid.UUID],
) -> uuid.UUID | None:
    """Whose old claim an adjustment speaks of, first; whose NPI it names, second."""
    ours = {site.practice_id for site in sites}
    reference = adjustment.reference.upper()
    by_reference = {
        owner
        for piece, (owner, _) in zip(pieces, owners, strict=True)
        if owner and piece.control_number and piece.control_number.upper() in reference
    } or (routes.get(reference, frozenset()) & ours)
    if len(by_reference) == 1:
        return next(iter(by_reference))
    by_npi = {site.practice_id for site in sites if site.npi == adjustment.provider}
    if len(by_npi) == 1:
        return next(iter(by_npi))
    if len(ours) == 1:
        return next(iter(ours))
    return next(iter(found)) if len(found) == 1 and len(sites) == 1 else None
