"""The small parts that claims, lines and payments share: parties, references, days, amounts."""

from datetime import date

import msgspec


class Reference(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One REF (or QTY, NTE): what kind of number, the number as text, and what it names."""

    qualifier: str
    value: str
    description: str = ""


class Amount(msgspec.Struct, frozen=True, gc=False):
    """One AMT: information, never part of the balance."""

    qualifier: str
    cents: int


class Day(msgspec.Struct, frozen=True, gc=False):
    """One DTM whose text is a day."""

    qualifier: str
    on: date


class Party(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One N1 or NM1 with what follows it: payer, payee, patient, provider …

    `kind` is NM102: 1 a person, 2 an organization. `address` holds the lines of N3. `taxonomy`
    is PRV03 under `provider_role`; `born_on` and `sex` are those of DMG.
    """

    entity: str
    name: str = ""
    first_name: str = ""
    id_qualifier: str = ""
    id: str = ""
    address: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    contacts: tuple[tuple[str, ...], ...] = ()
    kind: str = ""
    middle_name: str = ""
    suffix: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    prefix: str = ""
    taxonomy: str = ""
    provider_role: str = "PE"
    born_on: date | None = None
    sex: str = ""


class Origin(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """The envelope a set came in: ISA06, ISA08, ISA13, GS06, and whether ISA15 says test.

    `terminator` ends its segments, for whoever shows them as they came.
    """

    sender: str
    receiver: str
    interchange: str
    group: str = ""
    is_test: bool = False
    terminator: str = ""
