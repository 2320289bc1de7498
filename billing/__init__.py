"""Money owed: the claims, the ledger and the formats they travel in."""
