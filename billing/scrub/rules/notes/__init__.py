"""What clinical notes and narratives say, against the claim."""
