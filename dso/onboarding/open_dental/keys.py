"""Which whole number each thing of the office has in its practice system. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from dso.onboarding.fees import FEES
from dso.onboarding.group import INSURERS, Site
from dso.onboarding.people import Cover, Person

PLANS = tuple((key, kind) for key, one in INSURERS.items() for kind in one.plan_kinds)
CODES = {code: number for number, code in enumerate(FEES, start=1)}
CARRIERS = {key: number for number, key in enumerate(INSURERS, start=1)}
PLAN_NUMBERS = {plan: number for number, plan in enumerate(PLANS, start=1)}
OPERATORIES = 4


@dataclass(frozen=True, slots=True)
class Keys:
    """By the keys we know: a person's source key, a treater's public id, a member id."""

    patients: dict[str, int]
    providers: dict[str, int]
    subscriptions: dict[str, int]

    def patient(self, person: Person) -> int:
        return self.patients[person.source_key]

    def subscription(self, cover: Cover) -> int:
        return self.subscriptions[cover.member_id]


def keys_of(site: Site, people: Sequence[Person]) -> Keys:
    covers = [cover for person in people for cover in person.covers]
    return Keys(
        patients={one.source_key: number for number, one in enumerate(people, start=1)},
        providers={key: number for number, key in enumerate(site.provider_ids, start=1)},
        subscriptions={one.member_id: number for number, one in enumerate(covers, start=1)},
    )


def plan(cover: Cover) -> int:
    return PLAN_NUMBERS[cover.insurer.public_id, cover.plan_kind]


def carrier(cover: Cover) -> int:
    return CARRIERS[cover.insurer.public_id]
