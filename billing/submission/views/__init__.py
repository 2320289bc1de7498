"""Pages of what leaves, what left, and what came back."""
