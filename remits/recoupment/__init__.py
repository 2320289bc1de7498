"""Provider-level adjustments as open items of a tax ID: what payers take back, carry and add."""
