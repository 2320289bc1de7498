"""Programs we do not own, as servers of our own that speak as they do."""
