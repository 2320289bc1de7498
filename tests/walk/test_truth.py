"""Made mail with a known truth goes all the way into the ledger: not one cent may be elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from pytest_django.plugin import DjangoDbBlocker

from billing.claims.actions import NewClaim, NewLine, open_claims
from billing.claims.models import Claim as ClaimRow
from billing.ledger import queries as ledger
from billing.ledger.accounts import Account
from billing.ledger.models import Entry
from billing.payers.models import Payer
from billing.x12.remittance import Claim, Line
from practices.jobs import actions as jobs
from practices.mirror.models import Patient
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice
from remits.clearing import actions as clearing
from remits.clearing.area import in_clearing
from remits.clearing.models import Payment, PaymentState
from remits.matching.models import ClaimPayment, PaymentStage
from remits.posting import actions as posting
from tests import databases
from tests.databases import GROUP, NOW
from tests.remits import builders
from tests.walk.truth import WISHES, Mail, Wishes, mail_of

pytestmark = pytest.mark.slow


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(wishes=WISHES)
def test_every_cent_is_where_the_payer_meant_it(
    wishes: Wishes, template_database: str, django_db_blocker: DjangoDbBlocker
) -> None:
    mail = mail_of(wishes)
    with django_db_blocker.unblock(), databases.clone_of(template_database):
        practices = list(Practice.objects.order_by("public_id"))
        _ask(mail.claims, practices)

        _deliver(mail.first)
        if wishes.first_is_posted:
            _approve_all(practices)
        _deliver(mail.later)
        _approve_all(practices)

        _came_in_whole(mail)
        total = Counter[Account]()
        for place, practice in enumerate(practices):
            with in_practice(practice):
                _says_the_truth_of_each_claim(mail, mail.claims[place::2])
                total.update(ledger.balances())
    assert sum(total.values()) == 0
    assert total[Account.SUSPENSE] == 0
    assert total[Account.UNDEPOSITED] == mail.paid_cents
    assert total[Account.PAYER_OFFSETS] == mail.withheld_cents


def _ask(claims: Sequence[Claim], practices: Sequence[Practice]) -> None:
    """Every second claim was sent by the other practice; both have one tax ID."""
    payer = builders.payer()
    for place, practice in enumerate(practices):
        with in_practice(practice):
            open_claims(list(_sent(claims[place::2], payer)), now=NOW)


def _sent(claims: Sequence[Claim], payer: Payer) -> Iterator[NewClaim]:
    for claim in claims:
        who = claim.parties[0]
        patient = Patient.objects.create(
            source_key=who.id, first_name=who.first_name, last_name=who.name
        )
        lines = tuple(_line(line) for line in claim.lines)
        served_on = lines[0].served_on
        assert served_on
        yield NewClaim(
            control_number=claim.patient_control_number,
            patient_id=patient.pk,
            payer_id=payer.pk,
            provider_id=None,
            served_on=served_on,
            sent_on=served_on,
            rank=int(claim.status),
            member_id=who.id,
            lines=lines,
        )


def _line(line: Line) -> NewLine:
    assert line.served_on
    return NewLine(
        code=line.service.submitted_code or line.service.code,
        charge_cents=line.service.charge_cents,
        served_on=line.served_on,
        control_number=line.control_number,
    )


def _deliver(files: Sequence[bytes]) -> None:
    group = Organization.objects.get(public_id=GROUP)
    for place, data in enumerate(files):
        clearing.take_in(
            data=data, name=f"{place}.835", organization=group, source="upload", now=NOW
        )
    jobs.run_all_now(now=NOW)


def _approve_all(practices: Sequence[Practice]) -> None:
    """As a person would who posts whatever is proposed, again and again."""
    for practice in practices:
        with in_practice(practice):
            while posting.approve_clean(now=NOW):
                pass


def _came_in_whole(mail: Mail) -> None:
    with in_clearing():
        rows = list(Payment.objects.values_list("state", "paid_cents"))
    assert {state for state, _ in rows} == {PaymentState.SPLIT}
    assert sum(cents for _, cents in rows) == mail.paid_cents


def _says_the_truth_of_each_claim(mail: Mail, claims: Sequence[Claim]) -> None:
    rows = ClaimPayment.objects.values_list("stage", "question", "control_number")
    assert [row for row in rows if row[0] != PaymentStage.POSTED] == []
    numbers = dict(ClaimRow.objects.values_list("pk", "control_number"))
    books: defaultdict[str, Counter[Account]] = defaultdict(Counter)
    for entry in Entry.objects.filter(claim_id__isnull=False).prefetch_related("postings"):
        assert entry.claim_id
        for leg in entry.postings.all():
            books[numbers[entry.claim_id]][Account(leg.account)] += leg.amount_cents
    for claim in claims:
        number = claim.patient_control_number
        told = Counter({account: cents for account, cents in books[number].items() if cents})
        assert told == mail.legs(number), number
