from datetime import date

from billing.x12 import read276, write276
from billing.x12.asking276 import Asked, Person, inquiry_of
from billing.x12.parts import Period
from tests.billing.x12.builders import ENVELOPE
from tests.billing.x12.statuses import bare
from tests.billing.x12.whole_acks import ASKS, CHILD, GROUP, PARENT
from tests.billing.x12.whole_claims import PAYER, SERVED

PARENTS = Person(PARENT, date(1980, 5, 1), "F")
CHILDS = Person(CHILD, date(2015, 5, 1), "M")


def asked(trace: str, number: str, **more: object) -> Asked:
    usual = Asked(PAYER, GROUP, ASKS, PARENTS, trace, number, 100_00, Period("472", SERVED))
    return usual._replace(**more)  # type: ignore[arg-type]


def test_several_claims_share_one_tree() -> None:
    other = PARENT.__class__("PR", "SAMPLE OTHER PLAN", id_qualifier="PI", id="77777", kind="2")
    told = inquiry_of(
        [
            asked("T1", "SAMPLE-1", payer_claim_number="P1"),
            asked("T2", "SAMPLE-2", patient=CHILDS),
            asked("T3", "SAMPLE-3", payer=other),
            asked("T4", "SAMPLE-4"),
        ],
        "Q1",
        date(2026, 1, 6),
        "0900",
    )

    (back,) = read276(write276([told], ENVELOPE))

    assert bare(back) == told
    first, second = back.sources
    ((member,),) = [provider.members for provider in first.receivers[0].providers]
    assert [claim.trace.number for claim in member.claims] == ["T1", "T4"]
    assert [claim.trace.number for claim in member.dependents[0].claims] == ["T2"]
    assert second.party.id == "77777"
    assert [placed.claim.patient_control_number for placed in back.placed()] == [
        "SAMPLE-1", "SAMPLE-4", "SAMPLE-2", "SAMPLE-3",
    ]  # fmt: skip
    assert member.claims[0].payer_claim_number == "P1"
