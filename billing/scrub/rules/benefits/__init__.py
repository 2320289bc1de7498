"""What the plan pays, what is left of it, and whether anybody asked."""
