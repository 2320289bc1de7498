"""Rules that find what would be denied while it can still be mended, and what became of it."""
