"""Claims of a practice: page by page, by what a person types, and by what remittances know."""

from billing.claims.queries.drafts import unknown_payers
from billing.claims.queries.lists import Page, page
from billing.claims.queries.lookup import Keys, look_up, ranks_and_charges
from billing.claims.queries.payers import newest_by_payer
from billing.claims.queries.waiting import here_of, unanswered_lines, unsent

__all__ = [
    "Keys",
    "Page",
    "here_of",
    "look_up",
    "newest_by_payer",
    "page",
    "ranks_and_charges",
    "unanswered_lines",
    "unknown_payers",
    "unsent",
]
