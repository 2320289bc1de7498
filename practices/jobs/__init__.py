"""The outbox: what must still be done, kept in the transaction that made it necessary."""
