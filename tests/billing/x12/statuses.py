"""Random questions about claims, answers to them, and acknowledgements."""

from typing import Any, Literal

from hypothesis import strategies as st
from msgspec.structs import replace

from billing.x12.claim_status import Statement, Status, StatusClaim, StatusLine
from billing.x12.eligibility import Trace
from billing.x12.parties import Party, Reference
from billing.x12.status_tree import (
    VERSION_277CA,
    VERSION_STATUS,
    ClaimStatuses,
    StatusLevel,
    StatusMember,
    StatusProvider,
    StatusReceiver,
    StatusSource,
)
from tests.billing.x12.strategies import (
    amounts,
    cents,
    codes,
    codes_or_none,
    days_or_none,
    numbers,
    others,
    parties,
    periods,
    procedures,
    references,
    some,
    texts,
    texts_or_none,
)

Members = st.SearchStrategy[StatusMember]
traces = st.builds(Trace, codes, texts, codes_or_none, texts_or_none)
counts = some(st.builds(Reference, codes, numbers))
statuses = st.builds(Status, codes, codes_or_none, codes_or_none, codes_or_none)
statements = st.builds(
    Statement, st.lists(statuses, min_size=1, max_size=3).map(tuple), days_or_none, codes_or_none,
    st.none() | cents, st.none() | cents, days_or_none, codes_or_none, days_or_none,
    texts_or_none, texts_or_none,
)  # fmt: skip
lines = st.builds(
    StatusLine, procedures, st.none() | cents, st.none() | cents, codes_or_none,
    st.just("") | numbers, some(statements, 1), some(references), some(periods), others,
)  # fmt: skip
claims = st.builds(
    StatusClaim, traces, some(statements), some(references), some(amounts), some(periods),
    some(lines), counts, others,
)  # fmt: skip
plain_claims = st.builds(StatusClaim, traces, some(statements, 1), some(references, 1))


NONE = st.just(())


def _unborn(party: Party) -> Party:
    """Who is asked about is born at the member, and has no taxonomy."""
    return replace(party, born_on=None, sex="")


def _members(dependents: st.SearchStrategy[tuple[StatusMember, ...]]) -> Members:
    return st.builds(
        StatusMember, parties("IL", "QC").map(_unborn), days_or_none, codes_or_none,
        some(plain_claims), dependents, NONE, others,
    )  # fmt: skip


def _unreferenced(party: Party) -> Party:
    """REF stands at the level, after TRN."""
    return replace(party, references=())


def _levels(kind: type[StatusLevel], field: str, below: st.SearchStrategy[tuple[Any, ...]]) -> Any:  # noqa: ANN401
    own = parties("PR", "41", "85", "1P").map(_unreferenced)
    return st.builds(
        kind, own, traces=some(traces), statements=some(statements, 1), references=some(references),
        quantities=counts, amounts=some(amounts), dates=some(periods), others=others,
        **{field: below},
    )  # fmt: skip


def _trees(members: Members) -> st.SearchStrategy[tuple[StatusSource, ...]]:
    providers = _levels(StatusProvider, "members", some(members))
    receivers = _levels(StatusReceiver, "providers", some(providers))
    return some(_levels(StatusSource, "receivers", some(receivers, 1)), 1)


def _alone(claim: StatusClaim) -> tuple[StatusSource, ...]:
    provider = StatusProvider(members=(StatusMember(claims=(claim,)),))
    return (StatusSource(receivers=(StatusReceiver(providers=(provider,)),)),)


TREES = {
    "276": _trees(_members(some(_members(NONE), 1))),
    "277": _trees(_members(some(_members(NONE), 1))),
    "277CA": _trees(_members(NONE)),
}
VERSIONS = {"276": VERSION_STATUS, "277": VERSION_STATUS, "277CA": VERSION_277CA}


SetName = Literal["276", "277", "277CA"]


def status_sets(name: SetName) -> st.SearchStrategy[ClaimStatuses]:
    return st.builds(
        ClaimStatuses, st.just(name), texts, days_or_none, numbers, codes, codes_or_none,
        TREES[name] | claims.map(_alone), codes, others, st.just(VERSIONS[name]),
    )  # fmt: skip


def bare(told: ClaimStatuses) -> ClaimStatuses:
    """Without what tells of the file."""
    return replace(told, control="", offset=0, origin=None, warnings=())
