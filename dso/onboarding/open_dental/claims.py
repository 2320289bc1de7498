"""Claims, their services, and the payers' checks, as the office has entered them. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dso.onboarding.cases import LineVerdict, Verdict, answer
from dso.onboarding.history import Past, Stage
from dso.onboarding.open_dental import keys as numbers
from dso.onboarding.open_dental.keys import Keys
from dso.onboarding.open_dental.lists import PAYER_EFT
from dso.onboarding.open_dental.rows import NO_DAY, Row, Tables, dollars
from dso.onboarding.open_dental.visits import Visit, visit_of
from dso.onboarding.people import Cover
from dso.onboarding.replies import payer_number

TYPE_OF_RANK = {1: "P", 2: "S"}
WAITING, RECEIVED = 0, 1
CONTRACT = ("CO", "45")
NONE = -1  # how an amount says that there is none


@dataclass(frozen=True, slots=True)
class Filed:
    """A claim with its number and that of the check that answered it; 0 while none has."""

    past: Past
    number: int
    check: int

    @property
    def cover(self) -> Cover:
        return self.past.case.person.covers[self.past.case.rank - 1]

    @property
    def settled(self) -> Verdict | None:
        """What the office has entered of the payer's answer: the older ones alone."""
        return self.past.verdict if self.past.stage is Stage.SETTLED else None

    @property
    def expected(self) -> Verdict:
        return answer(self.past.case)


def filed(past: Sequence[Past]) -> tuple[Filed, ...]:
    """A payer sends one check a day."""
    checks: dict[tuple[str, date], int] = {}
    told = []
    for number, one in enumerate(past, start=1):
        claim = Filed(one, number, 0)
        check = 0
        if claim.settled is not None:
            key = (claim.cover.insurer.public_id, one.answered_on)
            check = checks.setdefault(key, len(checks) + 1)
        told.append(Filed(one, number, check))
    return tuple(told)


def claim_rows(claims: Sequence[Filed], visits: Mapping[str, Visit], keys: Keys) -> Tables:
    lines = [row for claim in claims for row in _lines(claim, visits, keys)]
    for number, row in enumerate(lines, start=1):
        row["ClaimProcNum"] = number
    return {
        "claim": [_claim(claim, keys) for claim in claims],
        "claimproc": lines,
        "claimpayment": list(_checks(claims)),
    }


def _claim(claim: Filed, keys: Keys) -> Row:
    case, settled = claim.past.case, claim.settled
    return {
        "ClaimNum": claim.number,
        "PatNum": keys.patient(case.person),
        "DateService": case.served_on,
        "DateSent": case.sent_on,
        "DateSentOrig": case.sent_on,
        "ClaimStatus": "S" if settled is None else "R",
        "DateReceived": NO_DAY if settled is None else claim.past.answered_on,
        "PlanNum": numbers.plan(claim.cover),
        "InsSubNum": keys.subscription(claim.cover),
        "ProvTreat": keys.providers[case.provider_id],
        "ProvBill": 1,
        "ClaimFee": dollars(case.charge_cents),
        "InsPayEst": dollars(claim.expected.paid_cents),
        "InsPayAmt": dollars(settled.paid_cents if settled else 0),
        "WriteOff": dollars(sum(map(write_off_cents, settled.lines)) if settled else 0),
        "ClaimType": TYPE_OF_RANK[case.rank],
        "ClaimIdentifier": case.control_number,
        "OrigRefNum": payer_number(case) if settled else "",
        "SecDateEntry": case.served_on,
    }


def write_off_cents(line: LineVerdict) -> int:
    return sum(cut.cents for cut in line.cuts if (cut.group, cut.reason) == CONTRACT)


def _lines(claim: Filed, visits: Mapping[str, Visit], keys: Keys) -> Iterator[Row]:
    case, settled = claim.past.case, claim.settled
    procedures = visit_of(case, visits).procedures
    expected = claim.expected.lines
    entered = settled.lines if settled else (None,) * len(procedures)
    for place, line in enumerate(entered):
        yield {
            "ClaimProcNum": 0,
            "ProcNum": procedures[place],
            "ClaimNum": claim.number,
            "PatNum": keys.patient(case.person),
            "ProvNum": keys.providers[case.provider_id],
            "PlanNum": numbers.plan(claim.cover),
            "InsSubNum": keys.subscription(claim.cover),
            "FeeBilled": dollars(case.services[place].fee_cents),
            "InsPayEst": dollars(expected[place].paid_cents),
            "InsEstTotal": dollars(expected[place].paid_cents),
            "WriteOffEst": dollars(write_off_cents(expected[place])),
            "CodeSent": case.services[place].code,
            "ProcDate": case.served_on,
            "LineNumber": place + 1,
            "SecDateEntry": case.served_on,
            **_entered(claim, line),
        }


def _entered(claim: Filed, line: LineVerdict | None) -> Row:
    day = NO_DAY if line is None else claim.past.answered_on
    cuts = line.cuts if line is not None else ()
    return {
        "Status": WAITING if line is None else RECEIVED,
        "InsPayAmt": dollars(line.paid_cents if line is not None else 0),
        "WriteOff": dollars(write_off_cents(line) if line is not None else 0),
        "ClaimPaymentNum": claim.check,
        "DateCP": claim.past.case.served_on if line is None else day,
        "DateEntry": day,
        "DateInsFinalized": day,
        "ClaimAdjReasonCodes": ",".join(cut.reason for cut in cuts),
    }


def _checks(claims: Sequence[Filed]) -> Iterator[Row]:
    first: dict[int, Filed] = {}
    cents: dict[int, int] = {}
    for claim in claims:
        if claim.settled is not None:
            first.setdefault(claim.check, claim)
            cents[claim.check] = cents.get(claim.check, 0) + claim.settled.paid_cents
    for number, claim in first.items():
        yield {
            "ClaimPaymentNum": number,
            "CheckDate": claim.past.answered_on,
            "DateIssued": claim.past.answered_on,
            "CheckAmt": dollars(cents[number]),
            "CheckNum": f"DEMO{number:06d}",
            "CarrierName": claim.cover.insurer.name,
            "PayType": PAYER_EFT,
            "SecDateEntry": claim.past.answered_on,
        }
