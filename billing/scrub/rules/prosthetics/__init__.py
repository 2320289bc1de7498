"""Crowns, bridges, dentures and implants: first or again, since when, on which teeth."""
