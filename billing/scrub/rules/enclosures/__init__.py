"""What goes with the claim: wanted, right, and readable."""
