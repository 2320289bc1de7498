"""One planted claim at a time: its answer, and a payment for it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from billing.x12.remittance import Claim, Remittance
from dso.onboarding.cases import Case, Verdict
from dso.onboarding.group import SITES_BY_ID, Insurer, Site
from dso.onboarding.history import Past
from dso.onboarding.planted_claims import PLANTS
from dso.onboarding.replies import Withheld, payment, reply

SITE_OF = {plant.key: SITES_BY_ID[plant.site_id] for plant in PLANTS}
PLACE_OF = {plant.key: place for place, plant in enumerate(PLANTS)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The planted claims of one day, by key."""

    past: dict[str, Past]
    paid_on: date

    def case(self, key: str) -> Case:
        return self.past[key].case

    def verdict(self, key: str) -> Verdict:
        verdict = self.past[key].verdict
        assert verdict is not None, f"{key} is planted with an answer"
        return verdict

    def answer(self, key: str) -> Claim:
        return reply(self.case(key), self.verdict(key))

    def site(self, key: str) -> Site:
        return SITE_OF[key.partition(":")[0]]

    def insurer(self, key: str) -> Insurer:
        case = self.case(key)
        return case.person.covers[case.rank - 1].insurer

    def pay(
        self,
        key: str,
        claims: Sequence[Claim] | None = None,
        *,
        withheld: Sequence[Withheld] = (),
        off_by_cents: int = 0,
        again: str = "",
    ) -> Remittance:
        """A payment by the claim's payer to its practice; `again` makes it another one."""
        trace = f"TESTP{PLACE_OF[key.partition(':')[0]]:03d}{again}"
        return payment(
            self.insurer(key),
            self.site(key),
            [self.answer(key)] if claims is None else claims,
            trace=trace,
            paid_on=self.paid_on,
            withheld=withheld,
            off_by_cents=off_by_cents,
        )

    def withheld(self, key: str, reason: str, reference: str, cents: int) -> Withheld:
        return Withheld(self.site(key).npi, reason, reference, cents)
