"""What is asked, against what the practice usually asks."""
