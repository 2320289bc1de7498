"""Finding payers, and what is known of them."""

from billing.payers.queries.finding import ids_of
from billing.payers.queries.known import KnownPayer, known_of, met_by, terms_of
from billing.payers.queries.matrix import Matrix, matrix

__all__ = ["KnownPayer", "Matrix", "ids_of", "known_of", "matrix", "met_by", "terms_of"]
