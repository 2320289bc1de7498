"""A payer behind a clearinghouse, for tests and for the demo."""
