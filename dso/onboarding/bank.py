"""What the group's bank shows of its remittances: most deposits fit, three do not. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from billing.x12.remittance import Remittance
from dso.onboarding.group import ALL_SITES
from dso.onboarding.mail import EraFile

SETTLES_AFTER_DAYS = 1
ENTRY = "HCCLAIMPMT"
COLUMNS = ("settled_on", "cents", "account", "entry", "trace", "payer")
# Planted: a deposit that never came, one short by a bank's fee, one whose trace was dropped.
NEVER_CAME, SHORT, WITHOUT_TRACE = 5, 9, 13
FEE_CENTS = 1_50


@dataclass(frozen=True, slots=True)
class BankLine:
    """One deposit; `account` is the tax ID it was paid to, `trace` what the addenda carried."""

    settled_on: date
    cents: int
    account: str
    entry: str
    trace: str
    payer: str


def bank_lines(files: Iterable[EraFile]) -> tuple[BankLine, ...]:
    """One line for each payment of money to us, however often it was told; oldest first."""
    return tuple(sorted(_lines(files), key=lambda line: (line.settled_on, line.trace)))


def _lines(files: Iterable[EraFile]) -> Iterator[BankLine]:
    ours = {site.tax_id for site in ALL_SITES}
    told = (one for file in files for one in file.remittances)
    once = {one.trace: one for one in told if one.paid_cents and one.payee_tax_id in ours}
    for place, remittance in enumerate(once.values()):
        if place == NEVER_CAME:
            continue
        yield _line(
            remittance,
            off_by_cents=-FEE_CENTS if place == SHORT else 0,
            trace="" if place == WITHOUT_TRACE else remittance.trace,
        )


def _line(remittance: Remittance, *, off_by_cents: int, trace: str) -> BankLine:
    assert remittance.effective_date is not None
    return BankLine(
        settled_on=remittance.effective_date + timedelta(days=SETTLES_AFTER_DAYS),
        cents=remittance.paid_cents + off_by_cents,
        account=remittance.payee_tax_id,
        entry=ENTRY,
        trace=trace,
        payer=remittance.payer.name if remittance.payer else "",
    )


def as_csv(lines: Iterable[BankLine]) -> str:
    """With a header; money in cents, days as ISO writes them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([getattr(line, column) for column in COLUMNS])
    return out.getvalue()
