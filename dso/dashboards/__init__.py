"""Pages over many practices: today's desk, the overview of a group."""
