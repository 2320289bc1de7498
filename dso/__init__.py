"""The roof: settings, the processes, and what reads across all rooms. Nothing imports it."""
