"""What was done before: limits, waiting, repeats."""
