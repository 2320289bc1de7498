"""The practice's own records, as its practice management system has them."""
