"""Reading: which model stands, what payers answered before, what a page shows."""
