"""A 270 or a 271 as values: what we ask of a payer, and what it answers, in one tree.

Source (the payer) → receivers (who asks) → subscribers → dependents. Both sets have this tree;
a member of a 270 has `questions`, a member of a 271 `benefits` or `rejections`.
"""

from datetime import date
from typing import Literal

import msgspec

from billing.x12.benefits import Benefit, Question, Rejection
from billing.x12.errors import Problem
from billing.x12.parties import Origin, Party
from billing.x12.parts import Diagnosis, Period, Raw

VERSION_27X = "005010X279A1"
ASKED, ANSWERED = "13", "11"


class Trace(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One TRN: the number of a question. Sent as kind 1; comes back as kind 2."""

    kind: str
    number: str
    originator: str = ""
    supplement: str = ""


class Member(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A subscriber (HL 22) or a dependent (HL 23).

    `insurance` is all of INS. A member with rejections and no benefits was not answered: that
    is not the same as not covered.
    """

    person: Party = Party("IL")
    traces: tuple[Trace, ...] = ()
    insurance: Raw = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    dates: tuple[Period, ...] = ()
    questions: tuple[Question, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    dependents: tuple["Member", ...] = ()
    parties: tuple[Party, ...] = ()
    others: tuple[Raw, ...] = ()

    @property
    def relationship(self) -> str:
        """INS02: 18 the subscriber, 01 a spouse, 19 a child …"""
        return self.insurance[1] if len(self.insurance) > 1 else ""


class Receiver(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Who asks: the provider, with its NPI as `party.id` under XX."""

    party: Party = Party("1P")
    rejections: tuple[Rejection, ...] = ()
    subscribers: tuple[Member, ...] = ()
    parties: tuple[Party, ...] = ()
    others: tuple[Raw, ...] = ()


class Source(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Who answers: the payer, or whoever answers for it."""

    party: Party = Party("PR")
    rejections: tuple[Rejection, ...] = ()
    receivers: tuple[Receiver, ...] = ()
    parties: tuple[Party, ...] = ()
    others: tuple[Raw, ...] = ()


class Eligibility(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One ST: `set` is 270 or 271, `reference` BHT03, which comes back in the answer.

    `created_time` is HHMM or longer, local to whoever wrote it, as `created_on` is. `control`,
    `offset`, `warnings` and `origin` tell of a file that was read, and are not written.
    """

    set: Literal["270", "271"]
    reference: str
    created_on: date | None = None
    created_time: str = ""
    purpose: str = ASKED
    kind: str = ""
    sources: tuple[Source, ...] = ()
    structure: str = "0022"
    others: tuple[Raw, ...] = ()
    version: str = VERSION_27X
    control: str = ""
    offset: int = 0
    warnings: tuple[Problem, ...] = ()
    origin: Origin | None = None

    @property
    def members(self) -> tuple[Member, ...]:
        """Subscribers, each before its dependents."""
        return tuple(
            member
            for source in self.sources
            for receiver in source.receivers
            for subscriber in receiver.subscribers
            for member in (subscriber, *subscriber.dependents)
        )
