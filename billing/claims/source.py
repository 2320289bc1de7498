"""What a claim of the practice's own system asks of ours. Pure."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from billing.claims.services import place_of
from billing.ledger.accounts import Account, Leg, legs_of
from billing.payers.naming import Named
from practices.mirror.fresh import FreshClaim, FreshDetail, FreshLine, FreshParticulars

NUMBER_CHARACTERS_MAX = 38  # of CLM01
PAYER_NUMBER_CHARACTERS_MAX, CODE_CHARACTERS_MAX, LABEL_CHARACTERS_MAX = 50, 10, 80
LONG_AGO = date(1900, 1, 1)  # of a claim whose source names no day at all
RANKS = {"first": 1, "second": 2, "third": 3}
SENT, RECEIVED, SUPPLEMENTAL = "sent", "received", "supplemental"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A service as billed, with what was paid and written off for it, later payments included."""

    key: str
    number: int
    code: str
    label: str
    tooth: str
    surfaces: str
    charge_cents: int
    served_on: date
    paid_cents: int = 0
    write_off_cents: int = 0
    procedure_key: str = ""
    quantity: int = 1
    area: str = ""
    teeth: str = ""
    prosthesis: str = ""
    prior_placed_on: date | None = None
    diagnoses: str = ""
    is_emergency: bool = False

    @property
    def source_key(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True)
class SourceClaim:
    """A claim as the practice's system has it, in our words."""

    key: str
    patient_key: str
    number: str
    rank: int
    status: str
    served_on: date
    sent_on: date | None
    lines: tuple[SourceLine, ...]
    received_on: date | None = None

    @property
    def charge_cents(self) -> int:
        return sum(line.charge_cents for line in self.lines)

    @property
    def went_out_on(self) -> date | None:
        return (self.sent_on or self.served_on) if self.status in {SENT, RECEIVED} else None


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim with whom it is about; who has not come yet is None.

    `is_billed` is False for one that is gone or asks no payer for money; `waits` says that who is
    missing is named and may still come; `was_there`, that it stood there before we came.
    """

    claim: SourceClaim
    is_billed: bool
    waits: bool
    was_there: bool
    patient_id: uuid.UUID | None
    provider_id: uuid.UUID | None
    payer: Named | None
    member_id: str
    payer_number: str
    detail: FreshDetail
    particulars: FreshParticulars


def asked(fresh: FreshClaim) -> Asked:
    """From the practice system's claim to what it asks of ours."""
    lines = numbered(_lines(fresh))
    served_on = fresh.served_on or min((line.served_on for line in lines), default=None)
    claim = SourceClaim(
        key=fresh.key,
        patient_key=fresh.patient_key,
        number=fresh.number,
        rank=RANKS.get(fresh.kind, 0),
        status=fresh.status,
        served_on=served_on or LONG_AGO,
        sent_on=fresh.sent_on,
        lines=lines,
        received_on=fresh.received_on,
    )
    return Asked(
        claim,
        bool(claim.rank and lines) and not fresh.is_gone,
        fresh.waits,
        fresh.was_there,
        fresh.patient_id,
        fresh.provider_id,
        Named(*fresh.carrier) if fresh.carrier else None,
        fresh.member_id,
        fresh.payer_number[:PAYER_NUMBER_CHARACTERS_MAX],
        fresh.detail,
        fresh.particulars,
    )


def _lines(fresh: FreshClaim) -> Sequence[SourceLine]:
    """Later payments stand with the service they are for; one by total with the first."""
    services = [one for one in fresh.lines if one.procedure_key and one.status != SUPPLEMENTAL]
    place = {one.procedure_key: number for number, one in enumerate(services)}
    paid = [one.paid_cents for one in services]
    written_off = [one.write_off_cents for one in services]
    for one in fresh.lines if services else ():
        if not one.procedure_key or one.status == SUPPLEMENTAL:
            paid[place.get(one.procedure_key, 0)] += one.paid_cents
            written_off[place.get(one.procedure_key, 0)] += one.write_off_cents
    day = fresh.served_on or LONG_AGO
    told = zip(services, paid, written_off, strict=True)
    return [_line(one, paid, off, day) for one, paid, off in told]


def _line(one: FreshLine, paid_cents: int, write_off_cents: int, served_on: date) -> SourceLine:
    place = place_of(one.tooth, one.tooth_range, one.surfaces, one.area_kind)
    return SourceLine(
        key=one.key,
        number=one.number,
        code=one.code[:CODE_CHARACTERS_MAX],
        label=one.label[:LABEL_CHARACTERS_MAX],
        tooth=place.tooth,
        surfaces=place.surfaces,
        charge_cents=one.fee_cents,
        served_on=one.served_on or served_on,
        paid_cents=paid_cents,
        write_off_cents=write_off_cents,
        procedure_key=one.procedure_key,
        quantity=one.quantity,
        area=place.area,
        teeth=place.teeth,
        prosthesis=one.prosthesis,
        prior_placed_on=one.prior_placed_on,
        diagnoses=one.diagnoses,
        is_emergency=one.is_emergency,
    )


def control_numbers(claim: SourceClaim) -> tuple[str, str]:
    """What it went out under, or patient and claim where that can be none; and that with its key,
    where another claim stands under the first.
    """
    told = claim.number
    if not re.fullmatch(r"[!-~]{1,38}", told):
        told = f"{claim.patient_key}/{claim.key}"[-NUMBER_CHARACTERS_MAX:]
    end = f"#{claim.key}"[-NUMBER_CHARACTERS_MAX:]
    return told, told[: NUMBER_CHARACTERS_MAX - len(end)] + end


def legs_of_answer(claim: SourceClaim) -> tuple[Leg, ...]:
    """What the practice entered by hand: its charge leaves what insurance owes.

    What is neither paid nor written off is the patient's after a first payer; after a later one it
    is what the payers settle among themselves.
    """
    paid = sum(line.paid_cents for line in claim.lines)
    written_off = sum(line.write_off_cents for line in claim.lines)
    rest = Account.PATIENT_RECEIVABLE if claim.rank == 1 else Account.COORDINATION
    return legs_of(
        {
            Account.INSURANCE_RECEIVABLE: -claim.charge_cents,
            Account.UNDEPOSITED: paid,
            Account.CONTRACT_WRITE_OFF: written_off,
            rest: claim.charge_cents - paid - written_off,
        }
    )


def numbered(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """In the order of the claim; what the source did not number comes behind, by key."""
    return tuple(sorted(lines, key=lambda line: (line.number or 999, len(line.key), line.key)))
