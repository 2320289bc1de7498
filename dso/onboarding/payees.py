"""Whose remittances these are: one practice for each payee the files name. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from dso.onboarding.group import npi
from remits.clearing.reading import ReadPayment

PRACTICES_MAX = 50
NPI_CHARACTERS, TAX_ID_CHARACTERS = 10, 9
FIRST_PLACE = 5_000  # of the NPIs we make up for payees that name none


@dataclass(frozen=True, slots=True)
class Payee:
    """A practice to be founded. Numbers the files do not give are made up."""

    name: str
    npi: str
    tax_id: str


@dataclass(slots=True)
class _Heard:
    name: str
    npi: str
    tax_id: str


def payees_of(payments: Sequence[ReadPayment]) -> tuple[tuple[Payee, ...], dict[int, int]]:
    """The payees, and for each payment (by `id`) the position of its payee, if it has one.

    An NPI tells a practice; without one the tax ID does, and joins a practice that has it. A
    payment that names its payee by neither belongs to nobody: names are not proof.
    """
    heard: list[_Heard] = []
    places: dict[int, int] = {}
    for payment in sorted(payments, key=lambda one: not one.payee_npi):
        place = _place(heard, payment)
        if place is not None:
            places[id(payment)] = place
    return tuple(_payee(place, one) for place, one in enumerate(heard)), places


def _place(heard: list[_Heard], payment: ReadPayment) -> int | None:
    number, tax_id = _fits(payment.payee_npi, NPI_CHARACTERS), _tax_id(payment)
    if not (number or tax_id):
        return None
    for place, one in enumerate(heard):
        if (number and one.npi == number) or (not number and one.tax_id == tax_id):
            one.tax_id = one.tax_id or tax_id
            return place
    if len(heard) == PRACTICES_MAX:
        return None
    heard.append(_Heard(payment.payee_name, number, tax_id))
    return len(heard) - 1


def _tax_id(payment: ReadPayment) -> str:
    return _fits(payment.payee_tax_id, TAX_ID_CHARACTERS)


def _fits(number: str, most: int) -> str:
    return number if len(number) <= most else ""


def _payee(place: int, one: _Heard) -> Payee:
    return Payee(
        one.name or f"Practice {place + 1}",
        one.npi or npi(FIRST_PLACE + place),
        one.tax_id or f"00{place + 1:07d}",
    )
