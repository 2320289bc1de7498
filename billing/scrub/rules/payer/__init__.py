"""Whether this payer takes it, in time, once, from someone it covers."""
