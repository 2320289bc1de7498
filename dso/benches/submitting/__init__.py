"""Claims that leave and come back, for measuring, and a month of them."""
