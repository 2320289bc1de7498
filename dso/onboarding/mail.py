"""The remittances that come to the demo group, file by file, in the order they come. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from billing.x12.remittance import Remittance
from billing.x12.write835 import Envelope, write
from dso.onboarding.group import INSURERS, SITES_BY_ID, Insurer, Site
from dso.onboarding.history import Past, Stage
from dso.onboarding.replies import payment, reply

EARLIER_RUN_DAYS, NEWEST_RUN_DAYS = 14, 1
PAYERS_PER_FILE = 5
NOON, RECEIVER = time(12, tzinfo=UTC), "LAKESHORE"
CLEARINGHOUSE, OTHER_CLEARINGHOUSE = "TESTCLEARING", "OTHERCLEARING"


@dataclass(frozen=True, slots=True, kw_only=True)
class EraFile:
    """`stage` is EARLIER for what is posted when the demo is loaded, else NEWEST."""

    name: str
    stage: Stage
    remittances: tuple[Remittance, ...]
    sender: str = CLEARINGHOUSE
    control: int = 1


def render(file: EraFile) -> bytes:
    """The file as it would come from the clearinghouse, at noon of the day it pays on."""
    day = file.remittances[0].effective_date
    assert day is not None
    at = datetime.combine(day, NOON)
    return write(file.remittances, Envelope(file.sender, RECEIVER, file.control, at))


def paid_on(stage: Stage, today: date) -> date:
    return today - timedelta(days=EARLIER_RUN_DAYS if stage is Stage.EARLIER else NEWEST_RUN_DAYS)


def ordinary(
    past_by_site: Mapping[str, Sequence[Past]],
    stage: Stage,
    today: date,
    *,
    route: str = "clearinghouse",
    first_control: int = 1,
) -> tuple[EraFile, ...]:
    """A clearinghouse bundles several payers in a file. Each pays once for a tax ID, so that
    practices which share one are paid together."""
    day, payers, files = paid_on(stage, today), list(INSURERS.values()), []
    for start in range(0, len(payers), PAYERS_PER_FILE):
        number = start // PAYERS_PER_FILE + 1
        remittances = [
            remittance
            for insurer in payers[start : start + PAYERS_PER_FILE]
            for remittance in _remittances(past_by_site, insurer, stage, day)
        ]
        name = f"{day:%Y-%m-%d}_{route}_{number}.835"
        control = first_control + number - 1
        files.append(
            EraFile(name=name, stage=stage, remittances=tuple(remittances), control=control)
        )
    return tuple(file for file in files if file.remittances)


def _remittances(
    past_by_site: Mapping[str, Sequence[Past]], insurer: Insurer, stage: Stage, day: date
) -> Iterable[Remittance]:
    payees: dict[str, Site] = {}
    answers = defaultdict(list)
    for public_id, told in past_by_site.items():
        site = SITES_BY_ID[public_id]
        payees.setdefault(site.tax_id, site)
        for past in told:
            case = past.case
            if past.stage is stage and past.verdict and _payer(past) is insurer:
                answers[site.tax_id].append(reply(case, past.verdict))
    return [
        payment(
            insurer,
            payees[tax_id],
            claims,
            trace=f"TEST{insurer.tax_id[-3:]}{day:%m%d}{payees[tax_id].place}",
            paid_on=day,
        )
        for tax_id, claims in answers.items()
    ]


def _payer(past: Past) -> Insurer:
    return past.case.person.covers[past.case.rank - 1].insurer
