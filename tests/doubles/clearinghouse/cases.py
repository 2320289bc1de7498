"""Claims with everybody around them, out of the tree of an 837D."""

from collections.abc import Iterator
from dataclasses import dataclass

from billing.x12 import BillingProvider, DentalClaim, Submission, Subscriber
from billing.x12.parties import Party
from tests.doubles.clearinghouse.ledger import Truth


@dataclass(frozen=True, slots=True)
class Case:
    batch: Submission
    provider: BillingProvider
    subscriber: Subscriber
    patient: Party
    claim: DentalClaim
    truth: Truth

    @property
    def subject(self) -> str:
        """What chance is asked about: this claim in this delivery."""
        return f"{self.truth.key}|{self.claim.patient_control_number}|{self.claim.frequency}"

    @property
    def payer(self) -> Party:
        return self.subscriber.payer

    @property
    def is_secondary(self) -> bool:
        return self.subscriber.responsibility != "P"


def cases_of(batch: Submission, key: str) -> Iterator[Case]:
    for provider in batch.providers:
        for subscriber in provider.subscribers:
            people = [(subscriber.person, subscriber.claims)]
            people += [(one.person, one.claims) for one in subscriber.patients]
            for patient, claims in people:
                for claim in claims:
                    truth = _truth(claim, key, subscriber.payer.id)
                    yield Case(batch, provider, subscriber, patient, claim, truth)


def _truth(claim: DentalClaim, key: str, payer: str) -> Truth:
    return Truth(claim.patient_control_number, claim.frequency, key, payer, claim.charge_cents)
