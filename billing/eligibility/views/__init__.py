from billing.eligibility.views.covers import asking, cover, evidence, telling
from billing.eligibility.views.quarantine import quarantine, rejection, turning, use
from billing.eligibility.views.visits import ahead

__all__ = [
    "ahead",
    "asking",
    "cover",
    "evidence",
    "quarantine",
    "rejection",
    "telling",
    "turning",
    "use",
]
