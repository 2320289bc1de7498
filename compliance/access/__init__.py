"""Who acts, in which practice, and what they may do. Everything else in the house asks here."""
