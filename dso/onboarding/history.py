"""Two years of claims of one practice, and how far each has come by today. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from dso.onboarding import fees
from dso.onboarding.cases import Case, Service, Verdict, answer, denial, left_to_patient
from dso.onboarding.chance import dice
from dso.onboarding.group import Site
from dso.onboarding.people import Person

YEARS_DAYS = 730
SETTLED_AFTER_DAYS, LATE_RUN_DAYS, ANSWERED_AFTER_DAYS = 60, 28, 7
DENIED_OF_A_HUNDRED, UNANSWERED_OF_A_HUNDRED = 4, 2
ANSWER_DAYS = 18  # between a claim and its answer, where no remittance says it
SATURDAY = 5


class Stage(StrEnum):
    """SETTLED is booked as history; EARLIER and NEWEST are answered by a remittance each."""

    SETTLED = "settled"
    EARLIER = "earlier"
    NEWEST = "newest"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Past:
    """A claim with its stage; `verdict` is None while the payer has not answered."""

    case: Case
    stage: Stage
    verdict: Verdict | None
    is_denied: bool = False

    @property
    def answered_on(self) -> date:
        return self.case.sent_on + timedelta(days=ANSWER_DAYS)


def history_of(site: Site, people: Sequence[Person], today: date) -> tuple[Past, ...]:
    """Oldest first. A practice that joined later has claims from its joining day on."""
    chance = dice("history", site.public_id)
    number = 100_000
    past: list[Past] = []
    for served_on in _days(site, today, chance):
        number += 1
        first = _case(site, chance.choice(people), f"{site.prefix}-{number}", served_on, chance)
        past.append(_past(first, site, today, chance))
        second = _second(past[-1], site, number)
        if second is not None:
            past.append(_past(second, site, today, chance))
    return tuple(past)


def _days(site: Site, today: date, chance: Random) -> list[date]:
    first_on = max(site.joined_on, today - timedelta(days=YEARS_DAYS))
    span = max((today - first_on).days - 1, 1)
    count = site.claims * span // YEARS_DAYS
    drawn = (first_on + timedelta(days=chance.randrange(span)) for _ in range(count))
    return sorted(max(_weekday(day), first_on) for day in drawn)


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def _case(site: Site, person: Person, number: str, served_on: date, chance: Random) -> Case:
    visits = _visits(site)
    codes = chance.choices([visit for visit, _ in visits], [often for _, often in visits])[0]
    return Case(
        control_number=number,
        person=person,
        rank=1,
        provider_id=chance.choice(site.provider_ids),
        served_on=served_on,
        sent_on=served_on + timedelta(days=1),
        services=tuple(_services(codes, number, chance)),
    )


def _visits(site: Site) -> tuple[tuple[tuple[str, ...], int], ...]:
    if site.is_pediatric:
        return fees.CHILD_VISITS
    return fees.SPECIALIST_VISITS if site.public_id == "summit" else fees.ADULT_VISITS


def _services(codes: tuple[str, ...], number: str, chance: Random) -> Iterator[Service]:
    """One visit stays at one tooth, but for codes that come twice: those take the next."""
    start = chance.randrange(4)
    for position, code in enumerate(codes, start=1):
        teeth = fees.FEES[code].teeth
        again = codes[: position - 1].count(code)
        tooth = teeth[(start + again) % len(teeth)] if teeth else ""
        yield Service(code, tooth, f"{number}-{position}")


def _second(first: Past, site: Site, number: int) -> Case | None:
    """The second payer is asked once the first has answered and left something."""
    case = first.case
    if first.verdict is None or first.is_denied or len(case.person.covers) < 2:
        return None
    if first.stage is Stage.NEWEST or not first.verdict.cut_cents("PR"):
        return None
    control_number = f"{site.prefix}-{number}S"
    return Case(
        control_number=control_number,
        person=case.person,
        rank=2,
        provider_id=case.provider_id,
        served_on=case.served_on,
        sent_on=case.sent_on + timedelta(days=20),
        services=tuple(
            Service(service.code, service.tooth, f"{control_number}-{position}")
            for position, service in enumerate(case.services, start=1)
        ),
        first_left_cents=left_to_patient(first.verdict.lines),
    )


def _past(case: Case, site: Site, today: date, chance: Random) -> Past:
    stage = _stage((today - case.sent_on).days)
    if stage is Stage.EARLIER and site.has_system:
        stage = Stage.SETTLED
    drawn = chance.random() * 100
    if stage is Stage.OPEN or (stage is Stage.SETTLED and drawn < UNANSWERED_OF_A_HUNDRED):
        return Past(case, Stage.OPEN, None)
    if stage is Stage.SETTLED and drawn > 100 - DENIED_OF_A_HUNDRED:
        return Past(case, stage, denial(case, "CO", "50"), is_denied=True)
    return Past(case, stage, answer(case))


def _stage(age_days: int) -> Stage:
    if age_days >= SETTLED_AFTER_DAYS:
        return Stage.SETTLED
    if age_days >= LATE_RUN_DAYS:
        return Stage.EARLIER
    return Stage.NEWEST if age_days >= ANSWERED_AFTER_DAYS else Stage.OPEN
