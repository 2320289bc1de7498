"""Which tables of which practice system are read, and how: one file a system."""
