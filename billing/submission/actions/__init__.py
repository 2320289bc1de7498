"""All that changes in submission: batches out, what is noted of them, what comes back."""
