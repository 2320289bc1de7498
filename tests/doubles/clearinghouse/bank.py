"""What the bank says of payments: an ACH file (CCD+ with the TRN as addenda) and BAI2."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

ROUTING, BANK, CREDIT = "99999999", "SAMPLE BANK", "22"
RECORD, BLOCK = 94, 10


@dataclass(frozen=True, slots=True)
class Deposit:
    """One payment of one payer; `account` and `payee` are the practice's, `trn` all of the TRN."""

    account: str
    payee: str
    payer: str
    payer_id: str
    cents: int
    trn: str


def ach(deposits: Sequence[Deposit], at: datetime) -> bytes:
    """One batch for each payer. Records of 94 characters, filled up to blocks of ten with nines."""
    lines = [
        f"101 {ROUTING}9 {ROUTING}9{at:%y%m%d%H%M}A094101{BANK:23.23}{BANK:23.23}{'':8}",
    ]
    entries, batches, batch = 0, 0, list[str]()
    by_payer = groupby(sorted(deposits, key=lambda one: one.payer_id), lambda one: one.payer_id)
    for batches, (_, told) in enumerate(by_payer, start=1):
        group = list(told)
        batch += _batch(batches, group, at)
        entries += 2 * len(group)
    lines += batch
    total, hashed = sum(one.cents for one in deposits), int(ROUTING) * len(deposits) % 10**10
    blocks = -(-(len(lines) + 1) // BLOCK)
    control = f"9{batches:06d}{blocks:06d}{entries:08d}{hashed:010d}{0:012d}{total:012d}"
    lines.append(f"{control:94}")
    lines += ["9" * RECORD] * (blocks * BLOCK - len(lines))
    assert all(len(line) == RECORD for line in lines)
    return "\n".join(lines).encode("ascii", "replace") + b"\n"


def _batch(number: int, deposits: Sequence[Deposit], at: datetime) -> Iterator[str]:
    payer = deposits[0]
    company, ident = f"{payer.payer:16.16}", f"{payer.payer_id:10.10}"
    yield (
        f"5220{company}{'':20}{ident}CCDHCCLAIMPMT{at:%y%m%d}{at:%y%m%d}   1{ROUTING}{number:07d}"
    )
    for place, one in enumerate(deposits, start=1):
        trace = f"{ROUTING}{place:07d}"
        account, ours = f"{one.account:17.17}", f"{one.payer_id:15.15}"
        yield (f"6{CREDIT}{ROUTING}9{account}{one.cents:010d}{ours}{one.payee:22.22}  1{trace}")
        yield f"705{one.trn:80.80}0001{place:07d}"
    hashed = int(ROUTING) * len(deposits) % 10**10
    total = sum(one.cents for one in deposits)
    yield (
        f"8220{2 * len(deposits):06d}{hashed:010d}{0:012d}{total:012d}{ident}{'':25}"
        f"{ROUTING}{number:07d}"
    )


def bai2(deposits: Sequence[Deposit], at: datetime, number: int) -> bytes:
    """The deposits of the day before, one account after another; its text carries the TRN."""
    body, totals = list[str](), list[int]()
    by_account = groupby(sorted(deposits, key=lambda one: one.account), lambda one: one.account)
    for account, told in by_account:
        group = list(told)
        sums = sum(one.cents for one in group)
        body.append(f"03,{account},USD,100,{sums},{len(group)},Z/")
        for place, one in enumerate(group, start=1):
            body.append(f"16,142,{one.cents},Z,{number:06d}{place:04d},,{one.payer}")
            body.append(f"88,HCCLAIMPMT {one.trn}")
        body.append(f"49,{2 * sums},{2 * len(group) + 2}/")
        totals.append(2 * sums)
    head = [
        f"01,{ROUTING}9,SAMPLEDSO,{at:%y%m%d},{at:%H%M},{number},,,2/",
        f"02,SAMPLEDSO,{ROUTING}9,1,{at:%y%m%d},,USD,2/",
    ]
    group_total = f"98,{sum(totals)},{len(totals)},{len(body) + 2}/"
    end = f"99,{sum(totals)},1,{len(body) + 4}/"
    return ("\n".join([*head, *body, group_total, end]) + "\n").encode("ascii", "replace")
