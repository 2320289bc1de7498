"""Double entry, per practice: entries that sum to zero, reversed but never changed."""
