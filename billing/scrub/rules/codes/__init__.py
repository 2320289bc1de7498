"""Procedure codes: their form, their dates, and whether they go to insurance at all."""
