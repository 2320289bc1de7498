"""A practice in the cloud: the double, a mapping of its lists, and clocks of ours."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from practices.agent.agent import Agent
from practices.agent.pms.rest import mapping
from practices.agent.pms.rest.budget import Used
from practices.agent.pms.rest.client import Client, Where
from practices.agent.pms.rest.connector import Rest
from practices.agent.pms.rest.login import Login
from practices.agent.pms.rest.mapping import RestMapping
from practices.agent.schedule import Timing
from practices.sync import maps
from practices.wire.messages import Table
from tests.doubles.rest import Cloud

SECRET = 'client_id = "us"\nclient_secret = "secret"\n'
PATIENT, APPOINTMENT, PAYMENT = "feed_patient", "feed_appointment", "feed_payment"
PAGING = {
    "offset": 'kind = "offset"\nparameter = "offset"\noverlap = 2',
    "page": 'kind = "page"\nparameter = "page"\noverlap = 2',
    "cursor": 'kind = "cursor"\nparameter = "after"\nnext = "meta.next"\noverlap = 2',
    "link": 'kind = "link"\noverlap = 2',
}
MAPPING = """
system = "ascend"
version = 3
status = "preview"
base = "BASE"
limits = ["A test."]
headers = {{ "Organization-ID" = "{{organization}}" }}
[auth]
kind = "oauth2"
token = "/oauth2/token"
[paging]
{paging}
rows = "objects"
size_parameter = "limit"
size = 5
[budget]
calls_per_second = 1000.0
calls_per_month = {calls}
megabytes_per_month = 3000
[feeds.feed_patient]
path = "/patients"
every_minutes = 10
full_hours = 1
changed = {{ parameter = "filter", form = "lastModified>={{since}}" }}
without = {{ state = ["merged"] }}
[feeds.feed_patient.columns]
id = {{ from = "id" }}
last_name = {{ from = "name" }}
born_on = {{ from = "born", as = "date", format = "%Y-%m-%d" }}
phone = {{ from = "contact.phone" }}
[feeds.feed_appointment]
path = "/appointments"
every_minutes = 10
[feeds.feed_appointment.columns]
id = {{ from = "id" }}
patient_key = {{ from = "patient.id" }}
starts_at = {{ from = "at", as = "moment", format = "%Y-%m-%dT%H:%M:%S%z" }}
[feeds.feed_payment]
path = "/ledger"
every_minutes = 10
window = {{ start = "startDate", end = "endDate", column = "paid_on", past_days = 90 }}
only = {{ type = ["payment"] }}
[feeds.feed_payment.columns]
id = {{ from = "id" }}
cents = {{ from = "amount", as = "money" }}
paid_on = {{ from = "day", as = "date", format = "%Y-%m-%d" }}
"""


def told(cloud: Cloud, calls: int = 1_000_000) -> RestMapping:
    text = MAPPING.format(paging=PAGING[cloud.kind], calls=calls).replace("BASE", cloud.url)
    return mapping.read(text.encode())


@dataclass
class Office:
    """`clock` is the agent's; the cloud's goes with it. Sleeping passes time."""

    cloud: Cloud
    kept: Path
    calls: int = 1_000_000
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.cloud.seconds

    def wall_clock(self) -> datetime:
        return datetime.fromtimestamp(self.cloud.seconds, UTC)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def pass_time(self, seconds: float) -> None:
        self.cloud.seconds += seconds

    def used(self) -> Used:
        limits = told(self.cloud, self.calls).budget
        return Used(self.kept / "calls.sqlite", limits, None, self.wall_clock)

    def source(self, sleep: Callable[[float], None] | None = None) -> Rest:
        found = told(self.cloud, self.calls)
        client = Client(
            Where(self.cloud.url, {"Organization-ID": "o1"}), Login(found.auth, SECRET),
            self.used(), found.budget.calls_per_second, self.clock, sleep or self.sleep,
        )  # fmt: skip
        return Rest(found, client, self.kept, self.clock, self.wall_clock)

    def agent(self, server: object, timing: Timing) -> Agent:
        return Agent(
            self.source(), server, clock=self.clock, sleep=lambda _: None, chance=lambda: 1.0,  # type: ignore[arg-type]  # a test's
            timing=timing,
        )  # fmt: skip


def listed(*names: str) -> tuple[Table, ...]:
    return tuple(t for t in maps.config("ascend").tables if t.name in names)
