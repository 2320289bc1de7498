"""What agents call, by subject: themselves, their rows, comparing, and orders."""
