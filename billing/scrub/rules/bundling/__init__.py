"""Services beside each other: what the payer's pack says of pairs, order and counts."""
