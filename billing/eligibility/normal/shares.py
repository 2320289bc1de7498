"""Coinsurance and copays: EB*A and EB*B."""

from collections.abc import Iterator

from billing.eligibility.benefits import Share
from billing.eligibility.normal.scopes import LIKELY, SURE, Numbered, is_plain, places

WHOLE = 100_000  # thousandths of a percent


def shares_of(one: Numbered, *, reversed_: bool) -> Iterator[Share]:
    """By the standard EB08 is the patient's part; `reversed_` says this payer tells the plan's.

    A part beyond the whole, or one that is no whole percent, is not understood and left out.
    """
    told = one.told
    if told.kind == "A" and told.percent_thousandths is not None:
        percent, odd = divmod(told.percent_thousandths, 1_000)
        if not odd and told.percent_thousandths <= WHOLE:
            yield from _shares(one, percent if reversed_ else 100 - percent, None)
    if told.kind == "B" and told.cents is not None and told.cents >= 0:
        yield from _shares(one, 100, told.cents)


def _shares(one: Numbered, plan_percent: int, copay_cents: int | None) -> Iterator[Share]:
    confidence = SURE if is_plain(one.told) else LIKELY
    for place in places(one.told):
        yield Share(
            plan_percent=plan_percent,
            codes=place.codes,
            service_class=place.service_class,
            network=place.network,
            copay_cents=copay_cents,
            origin=one.origin(confidence),
        )
