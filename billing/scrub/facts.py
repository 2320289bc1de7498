"""A claim with all that rules may know of it, as values gathered beforehand. Pure.

A rule sees these and nothing else: no row, no clock, no network. Lists that are long are sorted as
their docstring says, so that rules may stop early. Days are days, money is integer cents.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

import msgspec

from billing.coding.codes import Codes
from billing.eligibility.benefits import Benefits, Served
from billing.scrub.edits import Pack
from billing.scrub.ncci import Ncci
from billing.scrub.parties import Billing, Credential, Dentist, Payer, Person, Relationship


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One service. `area` is an oral cavity code; `teeth` are a range's, `tooth` a single one."""

    number: int
    code: str
    served_on: date | None = None
    fee_cents: int = 0
    quantity: int = 1
    tooth: str = ""
    surfaces: str = ""
    area: str = ""
    teeth: tuple[str, ...] = ()
    diagnoses: tuple[str, ...] = ()
    description: str = ""
    is_replacement: bool | None = None
    prior_placed_on: date | None = None
    prepared_on: date | None = None
    seated_on: date | None = None
    usual_fee_cents: int | None = None
    control_number: str = ""
    is_emergency: bool = False


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """What the extractor read in one note; `text` is the note, for places in it, not for rules.

    Words are those of `billing.notes`. `negated`, `planned` and `refused` hold services that were
    not done, `services` those that were, with their teeth. `is_read` says that somebody looked:
    only then does an empty field mean that the note does not say it. `films` are kind and number (0
    where it says none), `filled` tooth and material.
    """

    id: str = ""
    written_on: date | None = None
    codes: tuple[str, ...] = ()
    teeth: tuple[str, ...] = ()
    surfaces: tuple[tuple[str, str], ...] = ()
    quadrants: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    anesthesia: tuple[str, ...] = ()
    pocket_mm_max: int | None = None
    pockets: int = 0
    negated: tuple[str, ...] = ()
    procedure_code: str = ""
    is_signed: bool | None = None
    text: str = ""
    is_read: bool = False
    served_on: date | None = None
    services: tuple[tuple[str, tuple[str, ...]], ...] = ()
    planned: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    films: tuple[tuple[str, int], ...] = ()
    steps: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    filled: tuple[tuple[str, str], ...] = ()
    speaks_to_machine: bool = False


class Attached(msgspec.Struct, frozen=True, kw_only=True):
    """An enclosure. `kind` as in the `wants` of code facts; `quality` is 0 to 100 if judged."""

    kind: str
    made_on: date | None = None
    teeth: tuple[str, ...] = ()
    quality: int | None = None
    bytes: int | None = None
    file_type: str = ""
    control_number: str = ""


class Lost(msgspec.Struct, frozen=True, kw_only=True):
    """A tooth that is not there: extracted, never grown, or known as missing since nobody knows."""

    tooth: str
    lost_on: date | None = None


class OtherCover(msgspec.Struct, frozen=True, kw_only=True):
    """Another plan of the patient, and what it answered for this claim, if it did.

    `charge_cents` is what it was asked for, None if it was not asked.
    """

    rank: int
    payer: Payer = Payer()
    member_id: str = ""
    relationship: Relationship = "self"
    subscriber: Person = Person()
    paid_cents: int | None = None
    patient_cents: int | None = None
    adjusted_cents: int | None = None
    answered_on: date | None = None
    lines_answered: int = 0
    charge_cents: int | None = None


class Sibling(msgspec.Struct, frozen=True, kw_only=True):
    """A line of another claim of the patient: `state` as in `billing.claims.states`.

    `provider_npi` is who treated, "" if unknown.
    """

    claim: str
    code: str
    served_on: date
    tooth: str = ""
    surfaces: str = ""
    area: str = ""
    payer_id: str = ""
    state: str = "sent"
    sent_on: date | None = None
    provider_npi: str = ""
    fee_cents: int = 0


class Orthodontics(msgspec.Struct, frozen=True, kw_only=True):
    placed_on: date | None = None
    months_total: int | None = None
    months_left: int | None = None


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """Why it was not taken when it went out before: by file, house or payer; `field` as findings
    name it, "" where the reason points nowhere."""

    by: str
    words: str
    field: str = ""
    line: int | None = None


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A code in the practice's own licensed list; None means no end."""

    from_on: date | None = None
    until: date | None = None
    is_never_billed: bool = False


class ClaimFacts(msgspec.Struct, frozen=True, kw_only=True):
    """`history` and `siblings` come newest first; `today` is the day on which it is scrubbed.

    `id` is what we call the claim, `number` what the payer is told (CLM01).
    `code_list` is the practice's own, by code, and empty where the practice keeps none, and so are
    `usual_fees` in cents. `authorized_codes` and `authorized_until` (the last day) are what the
    payer wrote on its authorization. `ncci` is what is loaded for payers that use it.
    `treated_by` is the NPI of the dentist whom the chart names, "" if it names none or several.
    """

    id: str = ""
    number: str = ""
    kind: Literal["claim", "predetermination"] = "claim"
    rank: int = 1
    frequency: str = "1"
    original_number: str = ""
    place: str = "11"
    charge_cents: int = 0
    patient_paid_cents: int = 0
    today: date
    patient: Person = Person()
    subscriber: Person = Person()
    relationship: Relationship = "self"
    member_id: str = ""
    group_number: str = ""
    payer: Payer = Payer()
    billing: Billing = Billing()
    rendering: Dentist | None = None
    credential: Credential | None = None
    lines: tuple[Line, ...] = ()
    history: tuple[Served, ...] = ()
    siblings: tuple[Sibling, ...] = ()
    missing: tuple[Lost, ...] = ()
    others: tuple[OtherCover, ...] = ()
    covers: int = 1
    benefits: Benefits | None = None
    notes: tuple[Noted, ...] = ()
    attached: tuple[Attached, ...] = ()
    narrative: str = ""
    authorization: str = ""
    accident: Literal["", "auto", "employment", "other"] = ""
    accident_on: date | None = None
    accident_state: str = ""
    orthodontics: Orthodontics | None = None
    diagnoses: tuple[str, ...] = ()
    assignment: bool = True
    release: bool = True
    code_list: dict[str, Listed] = {}
    edits: Pack | None = None
    treated_by: str = ""
    usual_fees: dict[str, int] = {}
    authorized_codes: str = ""
    authorized_until: date | None = None
    ncci: Ncci | None = None
    refused: tuple[Refused, ...] = ()

    @property
    def served_on(self) -> date | None:
        """The first day of service of its lines."""
        days = [line.served_on for line in self.lines if line.served_on]
        return min(days) if days else None

    def lines_of(self, codes: Codes) -> Iterator[Line]:
        return (line for line in self.lines if line.code in codes)

    def earlier(self, codes: Codes, before: date) -> Iterator[Served]:
        """Services in history with one of the codes, before a day, newest first."""
        return (one for one in self.history if one.served_on < before and one.code in codes)


def age_on(born_on: date | None, day: date | None) -> int | None:
    """Whole years; None where either day is unknown or the person was not born."""
    if born_on is None or day is None or day < born_on:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
