"""The clock of a running product is set back by an hour, and later right again."""

import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from django.contrib.auth.hashers import make_password
from django.db import connections, transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from billing.ledger import queries as ledger
from billing.ledger.accounts import Account
from billing.ledger.models import Entry
from billing.x12.write835 import Envelope, write
from compliance.access.roles import Role
from compliance.identity.models import User
from practices.desk.models import Item
from practices.jobs import actions as jobs
from practices.jobs import queries as job_queries
from practices.jobs.models import Job, JobState
from practices.registry import actions as registry
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice
from practices.wire import signing
from remits.clearing import actions as clearing
from remits.clearing.area import in_clearing
from remits.clearing.models import FileState, RemitFile, Share
from tests.databases import GROUP, NORTH, NPI_A, TAX_ID
from tests.dso.embedded.conftest import Up, data  # noqa: F401  # a fixture
from tests.remits import builders
from tests.remits.clearing.test_walk import remittance, told_claim
from tests.walk.person import Person
from tests.walk.running import password, pointed_at

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        LIBRARY is None, reason="libfaketime is not installed (Debian: libfaketime)"
    ),
]

BACK_SECONDS = 3600
CLAIMS_A_FILE = 24
FILES = 4
WAIT_SECONDS = 60  # far from the hour
EMAIL = "biller@example.test"


class Clock:
    """What the product's processes take for the time; ours and the database's stay right."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.set(0)

    def set(self, seconds: int) -> None:
        self.file.write_text(f"{seconds:+d}")

    @property
    def environment(self) -> dict[str, str]:
        return {
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "PYTHONPATH": str(Path(__file__).parent / "clocked"),
        }


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "clock")


@pytest.fixture
def running(
    data: Path,  # noqa: F811  # it is that fixture
    clock: Clock,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Up]:
    up = Up(data, port=None, **clock.environment).ready()
    try:
        with django_db_blocker.unblock(), pointed_at(data):
            yield up
    finally:
        up.process.kill()
        up.process.wait()


@pytest.fixture
def person(running: Up) -> "SignedIn":
    group = registry.found_organization(
        public_id=GROUP, name="Test Group", regions={NORTH: "North"}
    )
    practice = registry.add_practice(
        organization=group,
        region=group.regions.get(),
        public_id="alder",
        name="Alder",
        npi=NPI_A,
        tax_id=TAX_ID,
        joined_on=date(2020, 1, 1),
        now=timezone.now(),
    )
    payer = builders.payer()
    with in_practice(practice):
        for number in range(FILES * CLAIMS_A_FILE):
            builders.claim(f"ALD-{number:04d}", payer_row=payer)
    chosen = password()
    user = User.objects.create_user(EMAIL, None, name="Some Body")
    user.password = make_password(chosen, hasher="scrypt")  # the server knows no cheap one
    user.save()
    registry.grant(user=user, role=Role.CENTRAL_BILLER, at=group)
    return SignedIn(f"http://127.0.0.1:{running.port}", chosen)


class SignedIn(Person):
    def __init__(self, address: str, chosen: str) -> None:
        super().__init__(address)
        self.chosen = chosen
        self.sign_in(EMAIL, chosen)

    def upload(self, number: int) -> None:
        status, place = self.until_answered(f"/o/{GROUP}/remittances/uploads/", file=file(number))
        assert (status, "/remittances/" in place) == (302, True)

    def every_row(self) -> list[str]:
        """What the desk shows over all its pages."""
        path, found = "/desk/", list[str]()
        while path:
            _, text, _ = self.look(path)
            found += re.findall(r'name="item" value="([0-9a-f-]{36})"', text)
            more = re.search(r'href="(\?[^"]*cursor=[^"]+)"', text)
            path = "/desk/" + more[1].replace("&amp;", "&") if more else ""
        return found

    def is_asked_to_sign_in(self) -> bool:
        answer = self.send("/desk/")
        return answer is not None and answer[0] == 302 and answer[1].startswith("/sign-in/")


def file(number: int) -> bytes:
    claims = [told_claim(f"ALD-{number * CLAIMS_A_FILE + n:04d}") for n in range(CLAIMS_A_FILE)]
    at = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    return write(
        [remittance(*claims, trace=f"TRACE-{number}")], Envelope("PAYER", "US", number + 1, at)
    )


def until(is_so: Callable[[], object]) -> float:
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < WAIT_SECONDS, "it did not happen in time"
        time.sleep(0.1)
    return time.monotonic() - began


def proposed(files: int) -> Callable[[], bool]:
    return lambda: Item.objects.waiting().count() == files * CLAIMS_A_FILE


def taken_in_ahead(number: int) -> None:
    """By another machine, whose clock is right; an offer of it was lost on its way to a worker."""
    now, group = timezone.now(), Organization.objects.get(public_id=GROUP)
    with transaction.atomic():
        clearing.take_in(data=file(number), name="b.835", organization=group, source="x", now=now)
        Job.objects.filter(kind="clearing.read", state=JobState.WAITING).update(
            state=JobState.OFFERED, fence=1, lease_until=now + jobs.LEASE
        )


def test_work_goes_on_and_nothing_is_lost(running: Up, person: SignedIn, clock: Clock) -> None:
    person.upload(0)
    until(proposed(1))

    clock.set(-BACK_SECONDS)
    assert person.is_asked_to_sign_in(), "a session from the future never ends"
    person.sign_in(EMAIL, person.chosen)
    person.upload(1)
    taken_in_ahead(2)
    took = until(proposed(3))
    assert refusal_of_signature(person.address) == (401, "clock")
    assert sorted(person.every_row()) == shown_items()

    clock.set(0)
    assert person.is_asked_to_sign_in(), "nobody was here for an hour"
    person.sign_in(EMAIL, person.chosen)
    person.upload(3)
    later = until(proposed(FILES))
    rows = person.every_row()
    assert sorted(rows) == shown_items()
    person.until_answered("/payments/approvals/", item=rows)
    until(lambda: not Item.objects.waiting().exists() and job_queries.unfinished() == 0)

    print(f"{took:.1f} s after it went back, {later:.1f} s after it went on")
    everything_happened_once()
    connections.close_all()


def shown_items() -> list[str]:
    return sorted(str(pk) for pk in Item.objects.waiting().values_list("pk", flat=True))


def refusal_of_signature(address: str) -> tuple[int, str]:
    """An agent whose clock is right is told what time the server has."""
    request = signing.Request("POST", f"{address}/agent/v1/enroll", {}, enrolment())
    key = signing.new_key()
    key_id = signing.key_id_of(key.public_key().public_bytes_raw())
    signing.sign(request, key=key, key_id=key_id, now=datetime.now(UTC))
    headers = {**request.headers, "Content-Type": "application/json"}
    sent = urllib.request.Request(request.url, request.body, headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(sent, timeout=30)
    told = msgspec.json.decode(refused.value.read())
    off = datetime.now(UTC) - datetime.fromisoformat(told["now"])
    assert BACK_SECONDS - 60 < off.total_seconds() < BACK_SECONDS + 60
    return refused.value.code, told["code"]


def enrolment() -> bytes:
    told = {"code": "none", "public_key": "AAAA", "agent_version": "1", "system": "test"}
    return msgspec.json.encode(told)


def everything_happened_once() -> None:
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
    with in_clearing():
        assert list(RemitFile.objects.values_list("state", flat=True)) == [FileState.READ] * FILES
        assert Share.objects.filter(taken_at__isnull=False).count() == FILES
    claims = FILES * CLAIMS_A_FILE
    with in_practice(Practice.objects.get(public_id="alder")):
        assert Entry.objects.filter(source__startswith="share:").count() == FILES
        assert Entry.objects.filter(source__startswith="claim-payment:").count() == claims
        balances = ledger.balances()
    assert sum(balances.values()) == 0
    assert (balances[Account.SUSPENSE], balances[Account.UNDEPOSITED]) == (0, claims * 700_00)
