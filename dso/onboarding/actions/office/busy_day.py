"""The office at work: deed after deed of a day, each in words that name no patient."""

import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from datetime import time as of_day

import pymysql

from dso.embedded.mariadb import Place, connect
from dso.onboarding.actions.office import chair, front
from dso.onboarding.actions.office.database import DATABASE
from dso.onboarding.actions.office.desk import Desk
from dso.onboarding.chance import dice
from dso.onboarding.open_dental.day import Deed, day_of

BEGINS_HOUR, LAST_HOUR = 8, 23
DEEDS: dict[Deed, Callable[[Desk], str | None]] = {
    Deed.CHECK_IN: chair.check_in,
    Deed.COMPLETE: chair.complete,
    Deed.NEW_CLAIM: front.new_claim,
    Deed.SEND_CLAIMS: front.send_claims,
    Deed.WRITE_NOTE: chair.write_note,
    Deed.MOVE: chair.move,
    Deed.CANCEL: chair.cancel,
    Deed.TAKE_PAYMENT: front.take_payment,
    Deed.ENTER_CHECK: front.enter_check,
    Deed.MERGE: front.merge,
    Deed.RECOMPUTE: front.recompute,
}
MINUTES_MAX = (LAST_HOUR - BEGINS_HOUR) * 60


class NoOffice(RuntimeError):
    """There is no practice system here; the text says how one comes to be."""


def work(
    place: Place,
    *,
    today: date,
    minutes: int,
    minute_seconds: float,
    seed: int = 0,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[str]:
    """Lines, as it happens; a minute of the office lasts `minute_seconds`. Raises NoOffice.

    Each deed is a transaction. The same seed over the same rows does the same.
    """  # fmt: skip
    chance = dice("desk", today, seed)
    try:
        connection = connect(place, DATABASE)
    except pymysql.MySQLError:
        raise NoOffice(
            "There is no practice system here. `make demo` runs one where MariaDB is on the "
            "machine; let it run, and call this beside it with the same DSO_DATA."
        ) from None
    with connection, connection.cursor() as cursor:
        before = 0
        for minute, deed in [(0, None), *day_of(minutes, today, seed)]:
            sleep((minute - before) * minute_seconds)
            before = minute
            at = _moment(today, minute)
            connection.begin()
            said = (DEEDS[deed] if deed else chair.open_day)(Desk(cursor, chance, at))
            connection.commit()
            if said:
                yield f"{at:%H:%M}  {said}"


def _moment(today: date, minute: int) -> datetime:
    hours, minutes = divmod(minute, 60)
    return datetime.combine(today, of_day(BEGINS_HOUR + hours, minutes))
