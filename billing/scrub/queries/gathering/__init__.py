"""Everything rules may know of many claims, in a number of queries that no claim adds to.

Each file reads one part for all claims at once and gives it by claim or by patient; what many
claims share (a payer, a dentist, a list of codes) is one value, so that it is judged once.
"""

from billing.scrub.queries.gathering.papers import reading_of
from billing.scrub.queries.gathering.whole import CLAIMS_AT_ONCE_MAX, gather

__all__ = ["CLAIMS_AT_ONCE_MAX", "gather", "reading_of"]
