"""The practice makes a claim of what we drafted: one claim and one charge stand."""

import pytest

from billing.claims.models import ClaimRoute
from billing.ledger.accounts import Account
from practices.registry.models import Practice
from tests.billing.claims.office import Office
from tests.billing.claims.test_drafting import charged


@pytest.fixture
def office(practice_a: Practice) -> Office:
    made = Office(practice_a)
    made.procedure(101)
    made.procedure(102)
    made.read().build()
    return made


def stand(office: Office) -> list[tuple[str, str, int]]:
    return [(one.source_key, one.state, one.charge_cents) for one in office.claims()]


def test_it_takes_over_the_draft_with_its_number(office: Office) -> None:
    (draft,) = office.claims()
    office.claim(9, 101, 102)

    office.read()

    (claim,) = office.claims()
    assert (claim.pk, claim.source_key, claim.control_number) == (draft.pk, "9", "5/9")
    assert (claim.state, claim.is_approved) == ("sent", True)
    assert office.owed() == charged(200_00)
    assert ClaimRoute.objects.filter(control_number="5/9").exists()


def test_of_fewer_services_the_rest_may_be_drafted_again(office: Office) -> None:
    office.claim(9, 101)

    office.read()
    assert stand(office) == [("9", "sent", 100_00)]

    office.build()
    assert stand(office) == [("9", "sent", 100_00), ("", "draft", 100_00)]
    assert office.owed() == charged(200_00)


def test_two_claims_of_one_draft_are_two_claims_and_two_charges(office: Office) -> None:
    office.claim(9, 101)
    office.claim(10, 102)

    office.read()

    assert sorted(stand(office)) == [("10", "sent", 100_00), ("9", "sent", 100_00)]
    assert office.owed() == charged(200_00)


def test_one_claim_of_two_drafts_takes_over_one_and_empties_the_other(
    practice_a: Practice,
) -> None:
    office = Office(practice_a)
    office.procedure(101)
    office.procedure(102, PlaceService=1)
    office.read().build()
    assert len(office.claims()) == 2
    office.claim(9, 101, 102)

    office.read()

    assert stand(office) == [("9", "sent", 200_00)]
    assert office.owed() == charged(200_00)


def test_to_another_payer_it_is_another_claim_and_the_draft_goes(office: Office) -> None:
    office.cover(2)
    office.claim(9, 101, 102, plan=32)

    office.read()

    assert stand(office) == [("9", "sent", 200_00)]
    assert [one.payer.name for one in office.claims()] == ["Sample Plans 2"]
    assert office.owed() == charged(200_00)


def test_with_other_fees_the_difference_is_booked(office: Office) -> None:
    office.claim(9, 101, 102)
    office.procedure(101, ProcFee=300.0)

    office.read()

    assert office.owed() == charged(200_00)


def test_gone_again_it_is_void_and_the_work_is_free(office: Office) -> None:
    office.claim(9, 101, 102)
    office.read()
    office.drop("claim", 9)
    for line in (91, 92):
        office.drop("claimproc", line)

    office.read()
    assert (stand(office), office.owed()) == ([], {})

    office.build()
    assert stand(office) == [("", "draft", 200_00)]
    assert office.owed() == {Account.INSURANCE_RECEIVABLE: 200_00, Account.PRODUCTION: -200_00}
