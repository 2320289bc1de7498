"""From a payer's 271 to benefits: each field with its segment and how surely it was said. Pure."""

from billing.eligibility.normal.answers import Heard, heard
from billing.eligibility.normal.whole import benefits_of, merged

__all__ = ["Heard", "benefits_of", "heard", "merged"]
