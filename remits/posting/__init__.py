"""From a claim payment to ledger lines a person approves, or to a question."""
