"""An answer read the other way round: what stood for the patient's part is the plan's. Pure."""

import msgspec

from billing.eligibility.benefits import Benefits, Share


def turned(told: Benefits) -> Benefits:
    """Percents of the answer alone: copays, and what people entered, stay. Twice is as before."""
    return msgspec.structs.replace(told, shares=tuple(_turned(one) for one in told.shares))


def _turned(one: Share) -> Share:
    is_coded = one.origin is not None and one.origin.source == "271" and one.copay_cents is None
    return msgspec.structs.replace(one, plan_percent=100 - one.plan_percent) if is_coded else one
