"""Several plans: who pays first, and what the earlier one answered."""
