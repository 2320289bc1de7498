"""Teeth, surfaces and procedure codes: facts that eligibility, claims and rules share. Pure."""
