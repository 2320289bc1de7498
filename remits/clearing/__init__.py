"""Remittances before they belong to a practice: bytes kept whole, proved to the cent, split."""
