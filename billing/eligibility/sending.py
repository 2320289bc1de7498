"""Asking what is due: taken, sent and read in threads that know no database, and noted."""

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta

from django.conf import settings

from billing.eligibility import actions, doors
from billing.eligibility.actions.noting import Ended
from billing.eligibility.actions.taking import PER_PRACTICE_MAX, Taken
from billing.eligibility.actions.turns import PRACTICES_PER_RUN_MAX
from billing.eligibility.doors import Place
from billing.eligibility.normal import heard
from billing.eligibility.reading import NoAnswer, read_answer
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice

RUN_LENGTH_MAX = timedelta(seconds=40)
THREADS = 16
Clock = Callable[[], datetime]


def ask_due(*, clock: Clock, chance: Callable[[], float]) -> int:
    """Ask until nothing is due, or for a bounded while; how many questions went out.

    The network is used between transactions: a lease says whose an inquiry is meanwhile. Without
    a clearinghouse everything waits.
    """
    if not settings.ELIGIBILITY_URL:
        return 0
    lease, began, asked = uuid.uuid4(), clock(), 0
    while clock() - began < RUN_LENGTH_MAX:
        leased = actions.lease_turns(lease=lease, now=clock())
        if not leased.practices:
            break
        taken = [one for practice in leased.practices for one in _taken(practice, lease, clock())]
        _ask_all(taken, clock, chance)
        for practice in leased.practices:
            _give_back(practice, lease, clock())
        asked += len(taken)
    return asked


def _taken(practice: Practice, lease: uuid.UUID, now: datetime) -> list[Taken]:
    with in_practice(practice):
        return actions.take(practice=practice, lease=lease, now=now)


def _give_back(practice: Practice, lease: uuid.UUID, now: datetime) -> None:
    with in_practice(practice):
        actions.show_problems(now=now, days=settings.ELIGIBILITY_DAYS)
        actions.give_back(lease=lease)


def _ask_all(taken: list[Taken], clock: Clock, chance: Callable[[], float]) -> None:
    for one, ended in _ended(taken):
        with in_practice(one.practice):
            actions.note(one, ended, chance=chance(), now=clock())


def _ended(taken: list[Taken]) -> Iterator[tuple[Taken, Ended]]:
    """As they come; each in a thread that knows nothing but its question."""
    place = place_of()
    with ThreadPoolExecutor(THREADS) as pool:
        asked: dict[Future[Ended], Taken] = {pool.submit(ask, place, one): one for one in taken}
        for future in as_completed(asked):
            yield asked[future], future.result()


def ask(place: Place, taken: Taken) -> Ended:
    """One question out, one answer read. Never raises for what the other side says."""
    reply = doors.ask(place, taken.question, taken.number, taken.sent_at)
    if reply.trouble:
        return Ended(reply.body, reply.trouble)
    try:
        return Ended(reply.body, "", heard(read_answer(reply.body), taken.whom))
    except NoAnswer:
        return Ended(reply.body, "nonsense")


def place_of() -> Place:
    return Place(
        door=settings.ELIGIBILITY_DOOR,
        url=settings.ELIGIBILITY_URL,
        sender=settings.ELIGIBILITY_SENDER,
        receiver=settings.ELIGIBILITY_RECEIVER,
        user=settings.ELIGIBILITY_USER,
        password=settings.ELIGIBILITY_PASSWORD,
    )


assert PER_PRACTICE_MAX * PRACTICES_PER_RUN_MAX <= THREADS * 4  # within the lease, all slow
