"""People who sign in. One person, many practices; what they may do there is granted elsewhere."""
