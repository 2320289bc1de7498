"""Reading for the rules and for the pages about them."""

from billing.scrub.queries.gathering import gather

__all__ = ["gather"]
