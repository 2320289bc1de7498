"""A new group on the platform; here the demo group that lives."""
