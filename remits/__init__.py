"""Money in: what payers and banks send, until it is posted and tied out."""
