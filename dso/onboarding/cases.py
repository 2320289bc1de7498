"""A claim of the demo and how its payer answers it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dso.onboarding.fees import FEES
from dso.onboarding.people import Person

# What a contract allows of the fee, in hundredths, by kind of plan; indemnity plans have none.
ALLOWED = {"ppo": 72, "hmo": 64, "medicaid": 46, "indemnity": 100}
SECONDARY_PART = 80  # of what the first payer left to the patient, in hundredths


@dataclass(frozen=True, slots=True)
class Service:
    """One line of a claim; `control_number` goes out as REF 6R."""

    code: str
    tooth: str
    control_number: str

    @property
    def fee_cents(self) -> int:
        return FEES[self.code].cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A claim to one payer. `rank` says which of the patient's covers pays it."""

    control_number: str
    person: Person
    rank: int
    provider_id: str
    served_on: date
    sent_on: date
    services: tuple[Service, ...]
    first_left_cents: tuple[int, ...] = ()

    @property
    def charge_cents(self) -> int:
        return sum(service.fee_cents for service in self.services)


@dataclass(frozen=True, slots=True)
class Cut:
    """One adjustment; positive lowers the payment."""

    group: str
    reason: str
    cents: int


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """Fee = paid + cuts, to the cent."""

    service: Service
    paid_cents: int
    cuts: tuple[Cut, ...]

    def cut_cents(self, group: str) -> int:
        return sum(cut.cents for cut in self.cuts if cut.group == group)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A payer's answer to one claim."""

    lines: tuple[LineVerdict, ...]

    @property
    def paid_cents(self) -> int:
        return sum(line.paid_cents for line in self.lines)

    def cut_cents(self, group: str) -> int:
        return sum(line.cut_cents(group) for line in self.lines)


def answer(case: Case) -> Verdict:
    """What the plan pays, writes off by contract and leaves to the patient."""
    kind = case.person.covers[case.rank - 1].plan_kind
    if case.rank > 1:
        left = zip(case.services, case.first_left_cents, strict=True)
        return Verdict(tuple(_second(service, cents) for service, cents in left))
    return Verdict(tuple(_first(service, kind) for service in case.services))


def denial(case: Case, group: str, reason: str) -> Verdict:
    """The payer refuses every line for one reason."""
    return Verdict(
        tuple(
            LineVerdict(service, 0, (Cut(group, reason, service.fee_cents),))
            for service in case.services
        )
    )


def _first(service: Service, kind: str) -> LineVerdict:
    allowed = service.fee_cents * ALLOWED[kind] // 100
    part = 100 if kind == "medicaid" else FEES[service.code].part
    paid = allowed * part // 100
    return LineVerdict(
        service, paid, _cuts(("CO", "45", service.fee_cents - allowed), ("PR", "2", allowed - paid))
    )


def _second(service: Service, left_cents: int) -> LineVerdict:
    """What the first payer settled comes as OA-23; the plan pays most of what it left."""
    paid = left_cents * SECONDARY_PART // 100
    settled = service.fee_cents - left_cents
    return LineVerdict(service, paid, _cuts(("OA", "23", settled), ("PR", "2", left_cents - paid)))


def _cuts(*given: tuple[str, str, int]) -> tuple[Cut, ...]:
    return tuple(Cut(*cut) for cut in given if cut[2])


def left_to_patient(lines: Iterable[LineVerdict]) -> tuple[int, ...]:
    return tuple(line.cut_cents("PR") for line in lines)
