"""Made-up claims for measuring rules: clean ones of every kind of visit, and known faults."""
