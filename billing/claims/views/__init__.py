"""A practice's claims: the list, one claim, what nobody billed, and what people decide."""
