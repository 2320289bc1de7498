"""What is said of claims: 277CA by the clearinghouse and by payers, 277 as answer to a 276."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

from msgspec.structs import replace

from billing.x12 import ClaimStatuses, Statement, Status, StatusClaim
from billing.x12.eligibility import Trace
from billing.x12.parties import Amount, Party, Reference
from billing.x12.parts import Period
from billing.x12.status_tree import StatusMember, StatusProvider, StatusReceiver, StatusSource
from tests.doubles.clearinghouse.cases import Case
from tests.doubles.clearinghouse.ledger import Truth

HOUSE = Party("AY", "SAMPLE CLEARINGHOUSE", kind="2", id_qualifier="46", id="SAMPLEHOUSE")
TAKEN, BY_PAYER = Status("A1", "19", "PR"), Status("A2", "20", "PR")
NO_BY_HOUSE = (Status("A7", "164", "IL"), Status("A6", "562", "85"), Status("A8", "153", "PR"))
NO_BY_PAYER = (Status("A3", "33", "IL"), Status("A3", "26", "85"), Status("A7", "187"))
Verdict = Callable[[Case], Status]


def acknowledged(
    source: Party, cases: Sequence[Case], verdict: Verdict, reference: str, on: date
) -> ClaimStatuses:
    """One 277CA about claims of one batch; STC03 follows from the verdict's category."""
    batch = cases[0].batch
    providers = tuple(
        StatusProvider(
            party=replace(npi[0].provider.party, address=(), references=(), contacts=(), city="",
                          state="", postal_code="", taxonomy=""),
            members=tuple(_member(case, verdict(case), on) for case in npi),
        )
        for _, group in groupby(cases, key=lambda case: case.provider.npi)
        if (npi := list(group))
    )  # fmt: skip
    turned = [case for case in cases if verdict(case).category not in {"A1", "A2"}]
    receiver = StatusReceiver(
        party=replace(batch.submitter, contacts=()),
        traces=(Trace("2", batch.reference),),
        statements=(Statement((Status("A1", "19"),), on, "WQ", _sum(cases)),),
        quantities=(
            Reference("90", str(len(cases) - len(turned))), Reference("AA", str(len(turned))),
        ),
        amounts=(Amount("YU", _sum(cases) - _sum(turned)), Amount("YY", _sum(turned))),
        providers=providers,
    )  # fmt: skip
    tree = StatusSource(party=source, traces=(Trace("1", reference),), receivers=(receiver,))
    return _said("277CA", reference, on, "TH", "0085", tree)


def _sum(cases: Sequence[Case]) -> int:
    return sum(case.claim.charge_cents for case in cases)


def _member(case: Case, status: Status, on: date) -> StatusMember:
    action = "WQ" if status.category in {"A1", "A2"} else "U"
    references = [("1K", case.truth.payer_number), ("D9", case.truth.house_number)]
    claim = StatusClaim(
        Trace("2", case.claim.patient_control_number),
        (Statement((status,), on, action, case.claim.charge_cents),),
        tuple(Reference(kind, value) for kind, value in references if value),
        dates=_served(case),
    )
    return StatusMember(person=_person(case.patient, "QC"), claims=(claim,))


def _person(told: Party, entity: str) -> Party:
    return Party(
        entity, told.name, told.first_name, told.id_qualifier or "MI", told.id or "UNKNOWN",
        kind=told.kind or "1",
    )  # fmt: skip


def _served(case: Case) -> tuple[Period, ...]:
    return tuple(one for one in case.claim.dates if one.qualifier == "472")


def stranger(source: Party, case: Case, reference: str, on: date) -> ClaimStatuses:
    """About a claim that nobody sent."""
    claim = replace(case.claim, patient_control_number=f"STRANGER-{reference}"[:20])
    truth = Truth(claim.patient_control_number, "1", "", "", claim.charge_cents)
    lone = Case(case.batch, case.provider, case.subscriber, case.patient, claim, truth)
    return acknowledged(source, [lone], lambda _: NO_BY_PAYER[0], reference, on)


def _said(
    kind: str, reference: str, on: date, about: str, structure: str, tree: StatusSource
) -> ClaimStatuses:
    told = ClaimStatuses(
        "277CA", reference, on, "1200", purpose="08", kind=about, sources=(tree,),
        structure=structure,
    )  # fmt: skip
    return told if kind == "277CA" else replace(told, set="277")


def answered(asked: ClaimStatuses, state: Callable[[StatusClaim], StatusClaim]) -> ClaimStatuses:
    """The 277 to a 276: the same tree, each claim with what `state` says."""
    return replace(
        asked, set="277", purpose="08", kind="DG", structure="0010", control="", origin=None,
        sources=tuple(_source(one, state) for one in asked.sources),
    )  # fmt: skip


def _source(told: StatusSource, state: Callable[[StatusClaim], StatusClaim]) -> StatusSource:
    def member(one: StatusMember) -> StatusMember:
        return replace(
            one, claims=tuple(map(state, one.claims)),
            dependents=tuple(map(member, one.dependents)),
        )  # fmt: skip

    def provider(one: StatusProvider) -> StatusProvider:
        return replace(one, members=tuple(map(member, one.members)))

    def receiver(one: StatusReceiver) -> StatusReceiver:
        return replace(one, providers=tuple(map(provider, one.providers)))

    return replace(told, receivers=tuple(map(receiver, told.receivers)))
