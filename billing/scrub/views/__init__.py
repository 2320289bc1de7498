"""Pages of the scrubber: one claim's check, one rule's claims, the registry of rules."""

from billing.scrub.views.answering import answer, holding, release
from billing.scrub.views.checks import check

__all__ = ["answer", "check", "holding", "release"]
