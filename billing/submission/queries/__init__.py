"""What leaves tonight, what was sent, and what came back."""
