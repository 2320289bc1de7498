"""Claims: what was asked of which payer, and how far each has come."""
